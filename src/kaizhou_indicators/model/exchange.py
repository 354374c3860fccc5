"""Records to and from JSON, lossless, by cattrs; unknown keys are errors. And the JSON Schema of the records."""

from __future__ import annotations

import types
from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from ..errors import KaizhouError, RecordError, refuse_unknown
from .record import Frozen

if TYPE_CHECKING:
    import cattrs

T = TypeVar("T")


#: plain values that JSON keeps; the records' own validators check them
_AS_THEY_ARE = (float | str | None, float | str, float | None)


def _may_be_fraction(cls: Any) -> bool:
    return cls is Fraction or Fraction in get_args(cls)


def _fraction(value: Any) -> Any:
    return Fraction(value["fraction"]) if isinstance(value, Mapping) else value


def _is_mapping(cls: Any) -> bool:
    return cls is Frozen or get_origin(cls) is Mapping


@cache
def converter() -> cattrs.Converter:
    """Return the cattrs converter of the records."""
    import cattrs
    from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

    made = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    made.register_structure_hook_factory(
        attrs.has, lambda cls: make_dict_structure_fn(cls, made, _cattrs_use_alias=True)
    )
    made.register_unstructure_hook_factory(
        attrs.has,
        lambda cls: make_dict_unstructure_fn(cls, made, _cattrs_use_alias=True, _cattrs_omit_if_default=True),
    )
    made.register_structure_hook_func(_is_mapping, lambda value, _: Frozen(value))
    made.register_unstructure_hook_func(_is_mapping, dict)
    made.register_unstructure_hook(Fraction, lambda value: {"fraction": str(value)})
    made.register_unstructure_hook_func(_may_be_fraction, lambda v: converter().unstructure(v, unstructure_as=type(v)))
    made.register_structure_hook_func(_may_be_fraction, lambda value, _: _fraction(value))
    made.register_structure_hook_func(lambda cls: cls in _AS_THEY_ARE, lambda value, _: value)
    return made


def unstructure(record: object) -> Any:
    """Return a record as JSON types; attributes at their default are left out.

    >>> from ..text import Text
    >>> unstructure(Text("水", "Water"))
    {'zh': '水', 'en': 'Water'}
    """
    return converter().unstructure(record)


def structure(data: Any, cls: type[T]) -> T:
    """Return the record that JSON types describe.

    Raises:
        RecordError: every fault of the data, each with its path.
    """
    import cattrs

    if isinstance(data, Mapping) and attrs.has(cls):
        refuse_unknown(cls.__name__, data, [f.alias for f in attrs.fields(cls)])
    try:
        return converter().structure(data, cls)
    except KaizhouError:
        raise
    except (cattrs.BaseValidationError, ValueError, TypeError, KeyError) as error:
        faults = cattrs.transform_error(error) if isinstance(error, cattrs.BaseValidationError) else [str(error)]
        msg = f"{cls.__name__} cannot be read: {'; '.join(faults)}"
        raise RecordError(msg) from error


def schema(cls: Any) -> dict[str, Any]:
    """Return the JSON Schema of a record class (draft 2020-12), nested records inline.

    >>> from ..text import Text
    >>> schema(Text)["required"]
    ['zh']
    """
    if attrs.has(cls):
        return _record_schema(cls)
    if isinstance(cls, type) and issubclass(cls, Enum):
        return {"enum": [member.value for member in cls]}
    return _generic_schema(cls)


def _record_schema(cls: Any) -> dict[str, Any]:
    hints = get_type_hints(cls)
    fields = [f for f in attrs.fields(cls) if f.init]
    required = [f.alias for f in fields if f.default is attrs.NOTHING]
    return {
        "type": "object",
        "title": cls.__name__,
        "description": (cls.__doc__ or "").strip().partition("\n")[0],
        "properties": {f.alias: schema(hints[f.name]) for f in fields},
        "required": required,
        "additionalProperties": False,
    }


_PLAIN: Mapping[Any, str] = {
    str: "string",
    Fraction: "object",
    int: "integer",
    float: "number",
    bool: "boolean",
    type(None): "null",
}


def _generic_schema(cls: Any) -> dict[str, Any]:
    origin, args = get_origin(cls), get_args(cls)
    if cls in _PLAIN:
        return {"type": _PLAIN[cls]}
    if origin in {Union, types.UnionType}:
        return {"anyOf": [schema(arg) for arg in args]}
    if origin is tuple and args[-1] is Ellipsis:
        return {"type": "array", "items": schema(args[0])}
    if origin is tuple:
        return {"type": "array", "prefixItems": [schema(a) for a in args], "minItems": len(args), "maxItems": len(args)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema(args[1])}
    return {}
