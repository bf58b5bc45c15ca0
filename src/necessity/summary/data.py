"""A summary as JSON: the same structure, nothing added."""

import json
from dataclasses import asdict

from necessity.summary.model import Summary


def render(summary: Summary) -> str:
    """Write it; ends with a line feed."""
    data = asdict(summary)
    for part, original in zip(data["parts"], summary.parts, strict=True):
        for sentence, source in zip(part["sentences"], original.sentences, strict=True):
            sentence["marks"] = source.marks
    data["policies"] = [{"letter": letter, **asdict(line)} for letter, line in summary.policies]
    data["references"] = [
        {"number": number, "id": source.id, "text": text, "doi": source.doi, "pmid": source.pmid}
        for number, source, text in summary.references
    ]
    return json.dumps(data, indent=2, ensure_ascii=True, default=str) + "\n"
