"""Components → picture: frames, text, pictures, menus and buttons, near enough to Discord's dark theme to judge by."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

from PIL import Image, ImageDraw

from tests.look.markdown import Run, Style, lines

WIDTH, EDGE, GAP = 560, 16, 8
GROUND, CARD, LINE, TEXT, FAINT, CODE = "#313338", "#2b2d31", "#3f4147", "#dbdee1", "#949ba4", "#1e1f22"
BUTTONS = {1: "#5865f2", 2: "#4e5058", 3: "#248046", 4: "#da373c"}
SCALE = 2


class Sheet:
    """A picture that grows downwards."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._image = Image.new("RGB", (WIDTH * SCALE, 4000 * SCALE), GROUND)
        self._draw = ImageDraw.Draw(self._image)
        self._files = files
        self.y = EDGE

    def picture(self) -> Image.Image:
        """What was drawn, at its size."""
        return self._image.crop((0, 0, WIDTH * SCALE, (self.y + EDGE) * SCALE)).resize(
            (WIDTH, self.y + EDGE), Image.Resampling.LANCZOS
        )

    def message(self, parts: Iterable[Mapping[str, Any]]) -> None:
        """Draw a message."""
        for part in parts:
            self._part(part, EDGE, WIDTH - 2 * EDGE)
            self.y += GAP

    def _part(self, part: Mapping[str, Any], x: int, width: int) -> None:
        kind = part["type"]
        if kind == 17:
            self._container(part, x, width)
        elif kind == 10:
            self._text(part["content"], x, width)
        elif kind == 12:
            self._gallery(part, x, width)
        elif kind == 1:
            self._row(part["components"], x, width)

    def _container(self, part: Mapping[str, Any], x: int, width: int) -> None:
        top = self.y
        self.y += 10
        for inner in part["components"]:
            self._measure_and_draw_over(inner, x + 16, width - 28, top, x, width)
        colour = f"#{part.get('accent_color') or 0x4E5058:06x}"
        self._draw.rectangle(self._box(x, top, x + 4, self.y + 6), fill=colour)
        self.y += 6

    def _measure_and_draw_over(
        self, part: Mapping[str, Any], x: int, width: int, top: int, left: int, whole: int
    ) -> None:
        """Draw the frame's ground down to where the part ends, then the part."""
        bottom = self.y + (sum(height for _, height in lines(part["content"], width)) if "content" in part else 0)
        self._draw.rounded_rectangle(self._box(left, top, left + whole, bottom + 8), 6 * SCALE, fill=CARD, outline=LINE)
        self._part(part, x, width)

    def _text(self, text: str, x: int, width: int) -> None:
        for row, height in lines(text, width):
            at = float(x)
            for run in row:
                self._run(run, at)
                at += run.width
            self.y += height

    def _run(self, run: Run, x: float) -> None:
        style = run.style
        if run.text == "✅":
            self._draw.rounded_rectangle(
                self._box(x, self.y + 2, x + style.size - 1, self.y + 1 + style.size), 6, fill="#77b255"
            )
            mark = [(x + 3, self.y + 9), (x + 6, self.y + 12), (x + 11, self.y + 5)]
            self._draw.line([(a * SCALE, b * SCALE) for a, b in mark], fill="white", width=4)
            return
        if style.code and run.text.strip():
            self._draw.rounded_rectangle(
                self._box(x - 1, self.y + 2, x + run.width + 1, self.y + style.size + 5), 6, fill=CODE
            )
        font = Style(style.size * SCALE, style.bold, style.code).font
        colour = "#ffcc4d" if run.text == "⚠" else FAINT if style.faint else TEXT
        self._draw.text((x * SCALE, (self.y + (2 if style.code else 1)) * SCALE), run.text, fill=colour, font=font)

    def _gallery(self, part: Mapping[str, Any], x: int, width: int) -> None:
        for item in part["items"]:
            name = item["media"]["url"].rsplit("/", 1)[-1]
            picture = Image.open(io.BytesIO(self._files[name])).convert("RGB")
            height = round(picture.height * width / picture.width)
            self._image.paste(picture.resize((width * SCALE, height * SCALE)), (x * SCALE, self.y * SCALE))
            self.y += height

    def _row(self, parts: Iterable[Mapping[str, Any]], x: int, width: int) -> None:
        at = x
        for part in parts:
            if part["type"] == 3:
                self._pill(at, 300, part.get("placeholder", ""), CODE)
                continue
            wide = round(Style(13).font.getlength(part["label"])) + 24
            if at + wide > x + width:
                at, self.y = x, self.y + 38
            self._pill(at, wide, part["label"], BUTTONS[part["style"]])
            at += wide + 6
        self.y += 32

    def _pill(self, x: int, width: int, label: str, colour: str) -> None:
        self._draw.rounded_rectangle(self._box(x, self.y, x + width, self.y + 30), 8 * SCALE, fill=colour)
        self._draw.text(((x + 12) * SCALE, (self.y + 7) * SCALE), label, fill="white", font=Style(13 * SCALE).font)

    @staticmethod
    def _box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return left * SCALE, top * SCALE, right * SCALE, bottom * SCALE
