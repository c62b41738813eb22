"""Whole replies, word for word; read them as a reader would before you keep a change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from knowledge.values import Reply, Unknown, Words

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "recommend-kit-for-the-office": (
        "recommend",
        {
            "wants": ["dac_amp", "headphones"],
            "budget": {"high": 350, "currency": "USD", "approximate": True},
            "genres": {"electronic": 0.7, "rock": 0.2, "hip_hop": 0.05, "classical": 0.05},
            "sources": ["laptop", "phone"],
            "use": ["office"],
            "needs": ["low_leakage", "comfort"],
            "sound": ["bass", "vocals"],
            "candidates": ["fiio-e17-alpen", "aiaiai-tma-1", "audio-technica-ath-pro700mk2"],
        },
    ),
    "recommend-with-nothing-said": ("recommend", {"wants": ["headphones"]}),
    "recommend-in-euros": (
        "recommend",
        {"wants": ["headphones"], "budget": {"high": 100, "currency": "EUR"}, "genres": {"rock": None}},
    ),
    "recommend-nothing-fits": (
        "recommend",
        {
            "wants": ["headphones"],
            "budget": {"high": 40, "currency": "USD"},
            "needs": ["open_back", "noise_cancelling"],
            "genres": {"jazz": None},
        },
    ),
    "choose-by-music": (
        "choose",
        {
            "wants": ["headphones"],
            "genres": {"metal": None, "rock": None, "alternative": None, "jazz": None},
            "sound": ["detail"],
            "candidates": ["audio-technica-ath-m50", "beyerdynamic-custom-one-pro"],
        },
    ),
    "choose-amps-by-what-was-said": (
        "choose",
        {
            "wants": ["amp"],
            "sources": ["dap"],
            "candidates": ["alo-audio-national", "cypher-labs-picollo"],
            "owned": ["fiio-x1", "philips-fidelio-l1"],
        },
    ),
    "choose-of-different-kinds": (
        "choose",
        {"sources": ["phone"], "candidates": ["fiio-x3-2nd-gen", "ibasso-d-zero-mk2"]},
    ),
    "choose-one-is-out": (
        "choose",
        {
            "wants": ["headphones"],
            "genres": {"hip_hop": 0.8, "rnb": 0.2},
            "needs": ["low_leakage"],
            "candidates": ["audio-technica-ath-m50x", "akg-k240-mkii", "beyerdynamic-dt-770-pro"],
        },
    ),
    "assess-for-music": ("assess", {"genres": {"rock": None, "metal": None}, "candidates": ["sennheiser-hd-700"]}),
    "assess-its-price": ("assess", {"candidates": ["aedle-vk-1"]}),
    "assess-the-drive": (
        "assess",
        {"wants": ["dac_amp"], "sources": ["phone"], "candidates": ["fiio-ka13"], "owned": ["sennheiser-hd-600"]},
    ),
    "explain-impedance": (
        "explain",
        {
            "topics": ("impedance-and-sensitivity",),
            "sources": ["dap"],
            "owned": ["grado-sr60i", "sennheiser-hd-650"],
        },
    ),
    "hookup-energiser": (
        "hookup",
        {"topics": ("electrostatic-energiser",), "sources": ["receiver"], "owned": ["stax-sr-x", "stax-srd-7"]},
    ),
    "troubleshoot-dead-side": (
        "troubleshoot",
        {"topics": ("dead-side-driver-or-cable",), "owned": ["sennheiser-hd-270"]},
    ),
    "recommend-and-hook-up-with-unknown-gear": (
        "recommend",
        {
            "also": ["hookup"],
            "topics": ("turntable-and-phono",),
            "wants": ["headphones"],
            "budget": {"low": 100, "high": 200, "currency": "USD"},
            "genres": {"rock": None},
            "sources": ["turntable", "receiver"],
            "use": ["home"],
            "unknown_gear": (Unknown(words=Words(text="K551X"), near=("akg-k551",)),),
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_reply_is_as_it_was_read(name: str, ask: Callable[..., Reply], golden: Callable[[str, str], None]) -> None:
    intent, slots = CASES[name]
    golden(name, ask(intent, **slots).text)
