"""Plain names of the sections, the most common in the city first.

The official names stand in the registry.
"""

from django.utils.translation import gettext_lazy as _

SECTORS = {
    "G": _("Shops, wholesale, online sales"),
    "I": _("Restaurants, cafés, hotels"),
    "C": _("Manufacturing, processing"),
    "F": _("Construction, fitting out"),
    "H": _("Transport, delivery, warehouses"),
    "N": _("Consulting, design, accounting, science"),
    "K": _("Software, telecoms, IT services"),
    "O": _("Office services, travel, labour hire, security"),
    "T": _("Hairdressing, repair, laundry and other services"),
    "Q": _("Education and training"),
    "R": _("Clinics, health care"),
    "M": _("Real estate"),
    "A": _("Farming, forestry, fishing"),
    "J": _("Publishing, media, digital content"),
    "S": _("Arts, sports, entertainment"),
    "L": _("Finance, banking, insurance"),
    "E": _("Water supply, waste and recycling"),
    "D": _("Electricity, gas, steam"),
    "B": _("Mining and quarrying"),
    "V": _("International organisations"),
    "P": _("Public administration, political organisations"),
    "U": _("Household employers"),
}
