"""The terminal: bytes in, keys and pastes out; and every way in and out of it."""
