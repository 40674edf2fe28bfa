"""Every test of learning may give certificates, so keys are made once for all."""

import pytest

from communitylinkage.certificates.tests.quick import quick_keys

__all__ = ["quick_keys"]


@pytest.fixture(autouse=True)
def _keys_are_quick(quick_keys):
    """So that no test waits for a key."""
