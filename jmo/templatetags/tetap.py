"""A part of a page that is the same for everybody: drawn once per process, language and values."""

from __future__ import annotations

from collections.abc import Hashable

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.utils import translation
from django.utils.safestring import SafeString

register = template.Library()
BATAS = 64


class PotonganTetap(template.Node):
    """Draws its content with the named values alone, so nothing of a person can be kept in it."""

    def __init__(self, isi: NodeList, nilai: dict[str, FilterExpression]) -> None:
        """Take the content and the expressions on which it depends."""
        self.nodelist = isi
        self._nilai = nilai
        self._simpanan: dict[Hashable, SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        """Return what was drawn for the same language and values, or draw it."""
        nilai = {nama: satu.resolve(context) for nama, satu in self._nilai.items()}
        kunci = (translation.get_language(), *nilai.values())
        try:
            ada = self._simpanan.get(kunci)
        except TypeError:  # a value that cannot be compared, such as a list: nothing is kept
            return self.nodelist.render(context.new(nilai))
        if ada is None:
            ada = self.nodelist.render(context.new(nilai))
            if len(self._simpanan) < BATAS:
                self._simpanan[kunci] = ada
        return ada


@register.tag
def tetap(parser: Parser, token: Token) -> PotonganTetap:
    """Keep the block: {% tetap nama=nilai ... %} ... {% endtetap %}; it sees these values alone.

    Raises: TemplateSyntaxError for anything but `name=value`.
    """
    kata = token.split_contents()[1:]
    nilai = token_kwargs(kata, parser)
    if kata:
        raise template.TemplateSyntaxError("tetap takes name=value alone")
    isi = parser.parse(("endtetap",))
    parser.delete_first_token()
    return PotonganTetap(isi, nilai)
