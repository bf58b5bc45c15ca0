"""A guided, cited interview for medical-necessity review. Importing this imports nothing else."""

__version__ = "0.3.0"
