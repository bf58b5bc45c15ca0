"""What fills the terminal: the cases, the interview, and what is laid over them."""
