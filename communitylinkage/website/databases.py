"""Which database a model lives in: lock halves in `locks`, everything else in `default`."""

from typing import Any

from django.apps import apps

LOCKS = "locks"


class LockRouter:
    """Sends models that declare ``lives_in_locks = True`` to the lock store, and only those."""

    def _alias(self, model: Any) -> str:
        return LOCKS if getattr(model, "lives_in_locks", False) else "default"

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """The alias to read `model` from."""
        return self._alias(model)

    def db_for_write(self, model: Any, **hints: Any) -> str:
        """The alias to write `model` to."""
        return self._alias(model)

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """No relation crosses from one store to the other."""
        return self._alias(one) == self._alias(other)

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: Any
    ) -> bool | None:
        """Each table is made in its own store only."""
        # A migration's own models do not carry `lives_in_locks`: the real ones are asked.
        name = model_name or getattr(getattr(hints.get("model"), "_meta", None), "model_name", None)
        if name is None:
            return None
        try:
            return db == self._alias(apps.get_model(app_label, name))
        except LookupError:
            return None
