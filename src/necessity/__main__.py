"""`python -m necessity` is the command `necessity`."""

from necessity.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
