"""Which database a model lives in: lock halves in `locks`, everything else in `default`."""

from typing import Any

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
        model = hints.get("model")
        if model is None and model_name is not None:
            from django.apps import apps

            try:
                model = apps.get_model(app_label, model_name)
            except LookupError:
                return None
        if model is None:
            return None
        return db == self._alias(model)
