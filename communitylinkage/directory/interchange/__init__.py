"""The directory as files of HSDS 3.0, both ways: CSV (one file per table) and JSON (nested).

Nothing is written until a plan without faults is carried out. Sources of names, columns and
shapes: the standard's tabular data package and its JSON Schemas.
"""

from communitylinkage.directory.interchange import csv_files, json_files, json_records
from communitylinkage.directory.interchange.csv_files import export, plan
from communitylinkage.directory.interchange.plan import (
    Fault,
    NotTakenError,
    Plan,
    carry_out,
)
from communitylinkage.directory.interchange.tables import TABLES

__all__ = [
    "TABLES",
    "Fault",
    "NotTakenError",
    "Plan",
    "carry_out",
    "csv_files",
    "export",
    "json_files",
    "json_records",
    "plan",
]
