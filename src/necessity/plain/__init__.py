"""The interview line by line, for screen readers and poor lines: no redraw, no colour, no box."""
