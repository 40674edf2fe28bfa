"""Whatever bytes somebody brings, an importer takes them or refuses them with a reason.

Each file here but `__main__` is one importer: `seeds()`, where the search begins, and
`one_input(data)`, which raises for whatever is neither taken nor refused. `make fuzz` searches with
atheris (docs/security/fuzzing.md). What was found lies in `found/NAME/`, one file per find, and is
tried by the suite (`test_found.py`), which needs no atheris.
"""

# Each with the packages whose branches the search counts.
TARGETS = {
    "questionnaire": ["communitylinkage.surveys.xlsform", "pyxform"],
    "choices": ["communitylinkage.surveys.engine", "communitylinkage.surveys.xlsform"],
    "directory": ["communitylinkage.directory.interchange", "communitylinkage.directory.files"],
    "platforms": ["communitylinkage.campaign.rules"],
    "population": ["communitylinkage.coverage.rules"],
    "indicator": ["communitylinkage.impact.rules", "tomllib"],
    "procedure": ["communitylinkage.procedures.graph"],
    "credential": ["communitylinkage.credentials"],
    "backup": ["communitylinkage.stewardship.backing", "communitylinkage.stewardship.rules"],
    "uploads": ["communitylinkage.surveys.answering", "mutagen"],
}
