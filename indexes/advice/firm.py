"""What advice must know of an enterprise besides its answers. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from registry.households import asks_e_invoice


@dataclass(frozen=True)
class Firm:
    """size: its class, or empty. employees, and revenue of a year in VND: None where not known.

    is_above_threshold: of a household, whether it sells more than what the law asks e-invoices
    from; None where it did not say.
    ways: how it works: what holds and what does not; what is missing is not known.
    wants: the purposes its owner wants served first.
    """

    size: str = ""
    revenue: int | None = None
    is_household: bool = False
    ways: Mapping[str, bool] = field(default_factory=dict)
    wants: Sequence[str] = ()
    employees: int | None = None
    is_above_threshold: bool | None = None

    @property
    def must_invoice(self) -> bool | None:
        """Whether the law asks for e-invoices; None where what decides is not known."""
        return asks_e_invoice(self.is_household, self.revenue, self.is_above_threshold)

    @property
    def has_phones_only(self) -> bool:
        """Ours, and assumed, for nobody asks: whoever works alone, and a household of two."""
        people = self.employees
        return people == 1 or (people == 2 and self.is_household)

    @property
    def supported_size(self) -> str:
        """The class to ask the decree on support for; empty where it has nothing for the firm.

        The law on support is for enterprises: a household business is none.
        """
        return "" if self.is_household else self.size
