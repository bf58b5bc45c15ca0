"""A case to a cited summary: one structure, several renderers; no renderer adds a word."""
