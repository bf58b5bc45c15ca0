"""The full-screen interview. Only `launch` may be imported without loading Textual."""
