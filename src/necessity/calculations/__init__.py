"""Every calculation a pack may name; importing this fills the registry."""

from necessity.calculations import (
    adequacy,
    body_weight,
    bohan_peter,
    contraindication,
    core_measures,
    deterioration,
    dose,
    eular_acr,
    fibrosis,
    iga,
    improvement,
    improvement_total,
    infusion,
    order,
    product,
    subgroup,
    vials,
)
from necessity.calculations.registry import REGISTRY, Calculation

__all__ = [
    "REGISTRY",
    "Calculation",
    "adequacy",
    "body_weight",
    "bohan_peter",
    "contraindication",
    "core_measures",
    "deterioration",
    "dose",
    "eular_acr",
    "fibrosis",
    "iga",
    "improvement",
    "improvement_total",
    "infusion",
    "order",
    "product",
    "subgroup",
    "vials",
]
