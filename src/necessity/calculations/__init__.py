"""Every calculation a pack may name; importing this fills the registry."""
