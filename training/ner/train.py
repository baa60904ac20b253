"""``make models``: generates the corpora, trains the models, evaluates them, and ships those that are good enough.

usage: python training/ner/train.py [LANGUAGE...] [--seed N] [--work DIR] [--out data/models] [--check]

A model is refused, and the one in place stays, when its weights are over MAX_BYTES or its exact F1 on our own gold
(fixtures/ner), with the post-rules that always follow it, is below FLOOR. ``--check`` trains without shipping and
compares with the models in place: the same scores, and whether the bytes are the same.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import corpus

from govextract.recognise.lean.pipeline import STRINGS
from govextract.resources import resource_dir

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LANGUAGES = ("en", "vi", "uk")
TEXTS, DEV_TEXTS = 9000, 300
SEED = 7
FLOOR = 0.85
MAX_BYTES = 6_000_000
VERSION = "1.0.0"


def main() -> int:
    """Returns 1 when a model was refused."""
    options = _options()
    refused = []
    with tempfile.TemporaryDirectory() as scratch:
        for language in options.languages or LANGUAGES:
            work = Path(options.work or scratch) / language
            started = time.process_time()
            model = build(language, options.seed, work)
            facts = describe(language, model, options.seed)
            facts["cpu_seconds"] = round(time.process_time() - started)
            sys.stdout.write(json.dumps({language: facts}) + "\n")
            reason = refusal(facts)
            if reason:
                sys.stderr.write(f"{language}: refused: {reason}\n")
                refused.append(language)
            elif options.check:
                _compare(language, facts, options.out)
            else:
                ship(language, model, facts, options.out)
    return 1 if refused else 0


def build(language: str, seed: int, work: Path) -> Path:
    """Trains one model from generated text and returns its folder, stripped to what recognising needs."""
    import spacy
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train
    from spacy.util import load_config, load_model_from_config

    tokenizer = spacy.blank("xx")
    for name, size, offset in (("train", TEXTS, 0), ("dev", DEV_TEXTS, 1)):
        corpus.write(work / f"{name}.spacy", corpus.samples(language, size, seed * 2 + offset), tokenizer)
    overrides = {"paths.train": str(work / "train.spacy"), "paths.dev": str(work / "dev.spacy"), "system.seed": seed}
    sketch = load_config(HERE / "config.cfg", overrides=overrides)
    filled = load_model_from_config(sketch, auto_fill=True).config
    (work / "trained").mkdir(exist_ok=True)
    trained, _ = train(init_nlp(filled), work / "trained")
    return _strip(trained, work / "model", language)


def _strip(trained: Any, folder: Path, language: str) -> Path:
    """Writes the pipeline without vocabulary and training settings; the hashed features need neither."""
    import spacy

    lean = spacy.blank("xx", config={"nlp": {"pipeline": []}})
    lean.add_pipe("ner", source=trained)
    about = "People, bodies and places in government news; trained on generated text only"
    names = {"name": f"govextract_{language}", "version": VERSION, "license": "MIT", "author": "govextract"}
    lean.meta.update(names, description=about)
    shutil.rmtree(folder, ignore_errors=True)
    lean.to_disk(folder, exclude=["vocab"])
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    kept = (
        "lang",
        "name",
        "version",
        "description",
        "author",
        "license",
        "spacy_version",
        "pipeline",
        "components",
        "labels",
    )
    (folder / "meta.json").write_text(json.dumps({key: meta[key] for key in kept}, indent=1) + "\n", "utf-8")
    (folder / STRINGS).write_text(_strings() + "\n", "utf-8")
    return folder


def _strings() -> str:
    """What reading the pipeline without spaCy needs to know of spaCy's strings."""
    from spacy.lang.norm_exceptions import BASE_NORMS
    from spacy.symbols import IDS

    return json.dumps({"norms": BASE_NORMS, "symbols": IDS}, ensure_ascii=False, indent=0, sort_keys=True)


def describe(language: str, model: Path, seed: int) -> dict[str, Any]:
    """Version, hash, size and scores of a model."""
    from govextract.recognise.models import folder_hash
    from govextract.validate.ner import load_sentences, score_sentences, tagger

    gold = load_sentences(ROOT / "fixtures" / "ner" / f"{language}.expected.jsonl")
    held = [sentence for sentence in gold if sentence.split == "test"]
    raw = score_sentences(held, tagger(language, "spacy", model=str(model), refine=False))
    refined = score_sentences(held, tagger(language, "spacy", model=str(model)))
    return {
        "version": VERSION, "seed": seed, "sha256": folder_hash(model),
        "bytes": sum(file.stat().st_size for file in model.rglob("*") if file.is_file()),
        "exact_f1_alone": round(raw.exact, 3), "exact_f1": round(refined.exact, 3),
        "overlap_f1": round(refined.overlap, 3),
    }  # fmt: skip


def refusal(facts: dict[str, Any]) -> str | None:
    """Why a model must not ship, or None."""
    if facts["bytes"] > MAX_BYTES:
        return f"{facts['bytes']} bytes, more than {MAX_BYTES}"
    if facts["exact_f1"] < FLOOR:
        return f"exact F1 {facts['exact_f1']}, below the floor of {FLOOR}"
    return None


def ship(language: str, model: Path, facts: dict[str, Any], out: Path) -> None:
    """Puts the model in place and its facts into models.json."""
    target = out / language
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(model, target)
    listing = out / "models.json"
    known = json.loads(listing.read_text("utf-8")) if listing.is_file() else {}
    known[language] = {key: value for key, value in facts.items() if key != "cpu_seconds"}
    listing.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")


def _compare(language: str, facts: dict[str, Any], out: Path) -> None:
    known = json.loads((out / "models.json").read_text("utf-8"))[language]
    scores = all(known[key] == facts[key] for key in ("exact_f1_alone", "exact_f1", "overlap_f1"))
    same = known["sha256"] == facts["sha256"]
    words = {True: "equal", False: "differ"}
    sys.stdout.write(f"{language}: scores {words[scores]}, bytes {words[same]}\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--work", help="keep corpora and training output here")
    parser.add_argument("--out", type=Path, default=resource_dir("data") / "models")
    parser.add_argument("--check", action="store_true", help="train, compare with the models in place, ship nothing")
    return parser.parse_args()


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
