"""What asks: questions, policies, value sets, sources, claims."""
