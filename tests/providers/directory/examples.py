"""One directory as YAML, as CSV and by capabilities, and what the check says of a file."""

from pathlib import Path

from providers.directory.check import check
from providers.directory.document import OWN_COLUMNS, SOLUTION_COLUMNS, read_directory

TOPS = {"1.1.1": 5, "2.1.1": 5}

GOOD = """\
fictional: true
index: small
providers:
  - id: sao-mai
    name: Công ty Web Sao Mai
    about: {vi: Làm web., en: Makes websites.}
    website: https://sao-mai.example
    email: chao@sao-mai.example
    phone: '0900 000 009'
    areas: ['25747']
    online: false
    certificates: [ISO 9001]
    capacity_per_month: 3
    vetted_until: 2027-06-30
    rating: {average: 4.5, count: 12}
    solutions:
      - id: web
        name: {vi: Trang web, en: Website}
        what: {vi: Làm trang web., en: A website is made.}
        kind: service
        improves: [{question: 1.1.1, lift: 2}, {question: 2.1.1, lift: 1}]
        sectors: [G, I]
        sizes: [micro, small]
        price: {from: 5000000, to: 9000000, unit: once}
        price_confirmed: 2026-09-15
        delivery_days: 20
        support_item: dx_solutions
      - id: cham-soc
        name: {vi: Chăm sóc, en: Care}
        what: {vi: Chăm sóc trang web., en: The website is cared for.}
        kind: software
        improves: [{question: 1.1.1, lift: 1}]
        price: {from: 500000, to: 500000, unit: month}
"""

CSV = (
    ",".join([*OWN_COLUMNS, *SOLUTION_COLUMNS])
    + "\n"
    + "sao-mai,Công ty Web Sao Mai,Làm web.,Makes websites.,https://sao-mai.example,"
    "chao@sao-mai.example,0900 000 009,25747,no,ISO 9001,3,2027-06-30,,,4.5,12,web,"
    "Trang web,Website,Làm trang web.,A website is made.,service,1.1.1:2; 2.1.1:1,G; I,"
    "micro; small,5000000,9000000,once,2026-09-15,20,dx_solutions\n"
    + "sao-mai,,,,,,,,,,,,,,,,cham-soc,Chăm sóc,Care,Chăm sóc trang web.,"
    "The website is cared for.,software,1.1.1:1,,,500000,500000,month,,,\n"
)

BY_CAPABILITY = (
    GOOD.replace("index: small\n", "")
    .replace(
        "[{question: 1.1.1, lift: 2}, {question: 2.1.1, lift: 1}]",
        "[{capability: web.site, lift: 3}]",
    )
    .replace("[{question: 1.1.1, lift: 1}]", "[{capability: it.upkeep, lift: 1}]")
)


def problems_of(path: Path, tops: dict | None = TOPS) -> list[str]:
    return [str(problem) for problem in check(read_directory(path), lambda index: tops)]
