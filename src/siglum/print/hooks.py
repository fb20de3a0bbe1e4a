"""A pagination -> WeasyPrint made to ask it while it lays out, and put back as it was afterwards.

Everything private that siglum takes from WeasyPrint stands in `EXPECTED`: the names and parameters
that the release it is written for has. `check_signatures` compares them before anything is touched.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import weasyprint
import weasyprint.css
import weasyprint.document
import weasyprint.layout
import weasyprint.layout.block
import weasyprint.layout.inline
import weasyprint.layout.page
import weasyprint.layout.preferred
import weasyprint.layout.table

from siglum.print.columns import narrowed
from siglum.print.context import context_for
from siglum.print.edges import at_the_edge, indent
from siglum.print.linebreak import repaired, spaced
from siglum.print.pagenumbers import Numbers
from siglum.print.pagination import Pagination
from siglum.print.remembered import remembered_lengths, remembered_marks, remembered_strut
from siglum.print.wholelines import WholeLines

__all__ = ["EXPECTED", "check_signatures", "hooked"]

#: What is hooked or called -> its parameters.
EXPECTED: dict[str, str] = {
    "weasyprint.layout.page:make_page": (
        "context root_box page_type resume_at page_number page_state"
    ),
    "weasyprint.layout:make_margin_boxes": "context page state",
    "weasyprint.layout.block:iter_line_boxes": (
        "context box position_y bottom_space skip_stack containing_block absolute_boxes "
        "fixed_boxes first_letter_style first_line_style"
    ),
    "weasyprint.layout.inline:split_first_line": (
        "text style context max_width justification_spacing is_line_start minimum"
    ),
    "weasyprint.layout.inline:get_next_linebox": (
        "context linebox position_y bottom_space skip_stack containing_block absolute_boxes "
        "fixed_boxes first_letter_style first_line_style"
    ),
    "weasyprint.layout.inline:split_inline_level": (
        "context box position_x max_x bottom_space skip_stack containing_block absolute_boxes "
        "fixed_boxes line_placeholders waiting_floats line_children first_letter_style "
        "first_line_style"
    ),
    "weasyprint.layout.inline:avoid_collisions": "context box containing_block outer",
    "weasyprint.layout.inline:text_align": "context line available_width last",
    "weasyprint.layout.inline:justify_line": "context line extra_width",
    "weasyprint.layout.preferred:split_first_line": (
        "text style context max_width justification_spacing is_line_start minimum"
    ),
    "weasyprint.layout.inline:resolve_percentages": "box containing_block",
    "weasyprint.layout.inline:strut": "style",
    "weasyprint.css:StyleFor.set_computed_styles": (
        "self element parent root pseudo_type base_url target_collector"
    ),
    "weasyprint.css:StyleFor.get_computed_styles": "self",
    "weasyprint.css:StyleFor.get_cascaded_styles": "self",
    "weasyprint.layout.block:block_level_layout": (
        "context box bottom_space skip_stack containing_block page_is_empty absolute_boxes "
        "fixed_boxes adjoining_margins first_letter_style first_line_style discard max_lines"
    ),
    "weasyprint.layout.inline:remove_last_whitespace": "context line",
    "weasyprint.layout.table:auto_table_layout": "context box containing_block",
    "weasyprint.layout:LayoutContext": (
        "style_for get_image_from_uri font_config counter_style target_collector"
    ),
    "weasyprint.layout:LayoutContext.overflows_page": "self bottom_space position_y",
    "weasyprint.layout:LayoutContext.layout_footnote": "self footnote",
    "weasyprint.layout:LayoutContext.unlayout_footnote": "self footnote",
    "weasyprint.layout:LayoutContext.report_footnote": "self footnote",
    "weasyprint.layout:LayoutContext._update_footnote_area": "self",
    "weasyprint.css.targets:TargetCollector.lookup_target": (
        "self anchor_token source_box css_token parse_again"
    ),
    "weasyprint.css.targets:TargetCollector.collect_missing_counters": (
        "self parent_box css_token parse_again_function missing_counters missing_target_counters"
    ),
    "weasyprint.css.targets:TargetCollector.cache_target_page_counters": (
        "self anchor_name page_counter_values page_maker_index page_maker"
    ),
    "weasyprint.css.targets:TargetLookupItem": "state",
    "weasyprint.formatting_structure.build:create_anonymous_boxes": "box",
    "weasyprint.formatting_structure.boxes:MarginBox": "at_keyword style",
    "weasyprint.formatting_structure.boxes:TextBox": "element_tag style element text",
    "weasyprint.formatting_structure.boxes:BlockBox": "element_tag style element children",
    "weasyprint.text.line_break:strut": "style",
    "weasyprint.text.line_break:create_layout": (
        "text style context max_width justification_spacing"
    ),
    "weasyprint.text.line_break:get_log_attrs": "text lang",
    "weasyprint.draw.text:draw_first_line": ("stream textbox text_overflow block_ellipsis matrix"),
    "weasyprint.formatting_structure.boxes:TextBox.process_text_transform": "self",
    "weasyprint.pdf.stream:Stream.show_text": "self text",
    "weasyprint.pdf.stream:Stream.add_font": "self pango_font",
    "weasyprint.pdf.fonts:Font": "pango_font description font_size",
    "weasyprint.text.fonts:get_pango_font_key": "pango_font",
    "weasyprint.text.line_break:line_size": "line style",
    "weasyprint.text.line_break:Layout.set_text": "self text justify",
}


def check_signatures() -> list[str]:
    """What differs between this WeasyPrint and the one that the hooks are written for."""
    wrong = []
    for name, parameters in EXPECTED.items():
        module, _, path = name.partition(":")
        try:
            found: Any = importlib.import_module(module)
            for part in path.split("."):
                found = getattr(found, part)
            have = " ".join(inspect.signature(found).parameters)
        except (ImportError, AttributeError, TypeError, ValueError) as problem:
            wrong.append(f"{name}: {problem}")
            continue
        if have != parameters:
            wrong.append(f"{name}({have})")
    return wrong


def _beginnings_first(line: Any, *arguments: Any) -> list[Any]:
    """All boxes in a line, calls of later pieces of long notes last.

    So all entries of the line begin on its page before one of them fills it.
    """
    found = list(type(line).descendants(line, *arguments))
    return sorted(found, key=_is_later_piece)


def _is_later_piece(box: Any) -> bool:
    footnote = getattr(box, "footnote", None)
    return footnote is not None and footnote.element.get("data-chunk", "0") != "0"


@contextmanager
def hooked(pagination: Pagination) -> Iterator[None]:
    """Within this context WeasyPrint lays out pages as `pagination` says. Not for two at a time."""
    layout, block = weasyprint.layout, weasyprint.layout.block
    page, inline = weasyprint.layout.page, weasyprint.layout.inline
    preferred, table = weasyprint.layout.preferred, weasyprint.layout.table
    styles = weasyprint.css.StyleFor
    make_page, make_margin_boxes = page.make_page, layout.make_margin_boxes
    iter_line_boxes = block.iter_line_boxes

    def make_edition_page(context: Any, root: Any, *rest: Any) -> Any:
        return pagination.make_page(make_page, context, root, *rest)

    def make_edition_margin(context: Any, laid_out: Any, state: Any) -> Iterator[Any]:
        number = context.current_page
        context.string_set["lines"][number] = [pagination.line_range(number)]
        yield from make_margin_boxes(context, laid_out, state)
        yield from pagination.margin_numbers(context, laid_out)

    def iter_edition_lines(context: Any, box: Any, *rest: Any) -> Iterator[Any]:
        start = rest[2]
        lines = iter_line_boxes(context, box, *rest)
        while True:
            pagination.line_begins(box, start)
            around, context.line_width = context.line_width, rest[3].width
            try:
                line, resume = next(lines)
            except StopIteration:
                return
            finally:
                context.line_width = around
            indent(line, box, rest[3])
            if not pagination.notes.busy:
                context.line_is_fresh = True
                pagination.line_laid_out(box, line, start, resume)
                line.descendants = partial(_beginnings_first, line)
            try:
                yield line, resume
            finally:
                vars(line).pop("descendants", None)
            start = resume

    replaced: list[tuple[Any, str, Any]] = [
        (weasyprint.document, "LayoutContext", context_for(pagination)),
        (weasyprint.document, "TargetCollector", Numbers),
        (page, "make_page", make_edition_page),
        (layout, "make_margin_boxes", make_edition_margin),
        (block, "iter_line_boxes", iter_edition_lines),
        (table, "auto_table_layout", narrowed(table.auto_table_layout)),
        (inline, "split_first_line", repaired(inline.split_first_line)),
        (preferred, "split_first_line", repaired(preferred.split_first_line)),
        (inline, "split_inline_level", spaced(inline.split_inline_level)),
        (inline, "remove_last_whitespace", at_the_edge(inline.remove_last_whitespace)),
        (inline, "strut", remembered_strut(inline.strut)),
        (inline, "resolve_percentages", remembered_lengths(inline.resolve_percentages)),
        (styles, "set_computed_styles", remembered_marks(styles.set_computed_styles)),
    ]
    if pagination.options.linebreaks == "paragraph":
        whole = WholeLines(inline, lambda: pagination.notes.busy, pagination.counts)
        replaced += [
            (inline, "get_next_linebox", whole.get_next_linebox),
            (inline, "avoid_collisions", whole.avoid_collisions),
            (inline, "text_align", whole.text_align),
        ]
    originals = [(module, name, getattr(module, name)) for module, name, _ in replaced]
    try:
        for module, name, substitute in replaced:
            setattr(module, name, substitute)
        yield
    finally:
        for module, name, original in originals:
            setattr(module, name, original)
