"""The case file: what it holds, how it looks, how it is kept."""
