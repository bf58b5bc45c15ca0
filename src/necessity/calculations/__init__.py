"""Every calculation a pack may name; importing this fills the registry."""

from necessity.calculations import body_weight, bohan_peter, dose, eular_acr, iga
from necessity.calculations.registry import REGISTRY, Calculation

__all__ = ["REGISTRY", "Calculation", "body_weight", "bohan_peter", "dose", "eular_acr", "iga"]
