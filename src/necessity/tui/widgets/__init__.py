"""What screens are made of. No widget keeps an answer: a field posts one message."""
