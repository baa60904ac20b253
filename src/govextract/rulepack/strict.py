"""The base of all rule models."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """Unknown keys are errors, because a typo must not disable a rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)
