"""Whatever bytes somebody brings, an importer takes them or refuses them with a reason.

Each file here but `__main__` is one importer: `seeds()`, where the search begins, and
`one_input(data)`, which raises for whatever is neither taken nor refused. `make fuzz` searches with
atheris (docs/security/fuzzing.md). What was found lies in `found/NAME/`, one file per find, and is
tried by the suite (`test_found.py`), which needs no atheris.
"""

TARGETS = (
    "questionnaire",
    "choices",
    "directory",
    "platforms",
    "population",
    "indicator",
    "procedure",
    "credential",
    "backup",
    "uploads",
)
