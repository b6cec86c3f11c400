"""The definition of a number as people look at it: its parts, its versions, and what the county may set (domain.md §5)."""

from decimal import Decimal

from kashi_desktop.rules.definition_versions import SETTING_LABELS, Definition, Setting, in_force
from kashi_desktop.rules.definitions import definitions_for, valid_versions
from kashi_desktop.rules.fractions import decimal_text
from kashi_desktop.rules.levels import may_write
from kashi_desktop.services.context import Context
from kashi_desktop.services.number_world import load_overrides
from kashi_desktop.types.county import DefinitionCard, DefinitionVersion, SettingInfo


class DefinitionService:
    """Reads definitions; a county sets one by a record of the register ``definition``."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def card(self, key: str, month: str) -> DefinitionCard:
        """A number's definition with the version of a month. Errors: bad_month, unknown_indicator, no_definition."""
        with self._context.read() as connection:
            overrides = load_overrides(connection)
        definitions_for(month, key, overrides)
        versions = valid_versions(overrides)[key]
        current = in_force(versions, month) or versions[0]
        limits = current.limits
        return DefinitionCard(
            key,
            current.title,
            current.numerator,
            current.denominator,
            current.unit,
            current.source,
            _decimal(limits.lowest),
            _decimal(limits.highest),
            may_write(self._context.office.level, "definition") and (limits.lowest != limits.highest or bool(limits.settings)),
            _version(current),
            tuple(_version(each) for each in reversed(versions)),
        )


def _version(definition: Definition) -> DefinitionVersion:
    return DefinitionVersion(
        definition.version,
        definition.comparator,
        decimal_text(definition.target),
        tuple(_setting(definition, key, value) for key, value in definition.settings.items()),
        definition.effective_from,
        definition.effective_to,
        definition.reason,
    )


def _setting(definition: Definition, key: str, value: Setting) -> SettingInfo:
    lowest, highest = definition.limits.settings.get(key, (value, value))
    return SettingInfo(key, SETTING_LABELS[key], _typed(value), _typed(lowest), _typed(highest))


def _typed(value: Setting) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def _decimal(value: Decimal | None) -> str:
    return decimal_text(value) if value is not None else ""
