"""What is asked of household businesses in 2026; hints, never scored.

Decrees 68, 141 and 254/2026/NĐ-CP.
"""

from registry.files import registry

PERSONAL_CODE = 12  # digits of the tax code of a household business
NAMES = ("hộ kinh doanh", "hkd ")  # what its name begins with


def looks_like_household(name: str, tax_code: str) -> bool:
    """By its tax code; where it gave none, by its name."""
    if tax_code:
        return len(tax_code) == PERSONAL_CODE
    return name.casefold().startswith(NAMES)


def e_invoice_threshold() -> int:
    """The revenue of a year, in VND, above which a household business must issue e-invoices."""
    return registry("households")["e_invoice_required_above_vnd"]


THRESHOLDS = ("tax_free_revenue_max", "e_invoice_required_above", "profit_method_above")


def is_above(threshold: str, revenue: int | None) -> bool | None:
    """Whether the revenue of a year is above one of THRESHOLDS; None where it is not known."""
    if revenue is None:
        return None
    return revenue > registry("households")[f"{threshold}_vnd"]


def asks_e_invoice(
    is_household: bool,
    revenue: int | None,
    is_above: bool | None = None,
) -> bool | None:
    """Whether the law asks for e-invoices; None where the revenue would decide and is not known.

    is_above: what a household told of the threshold without telling its revenue.
    """
    if not is_household:
        return True
    if is_above is not None:
        return is_above
    if revenue is None:
        return None
    return revenue > e_invoice_threshold()
