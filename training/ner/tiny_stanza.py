"""Makes the tiny stanza pipeline that the tests load: a tokenizer and an NER model, trained on a few generated texts.

usage: python training/ner/tiny_stanza.py [OUT]        (needs the extra: pip install 'govextract[stanza]')

The models are good for nothing but showing that loading, sentences, offsets and batches work as with the official ones.
Layout as stanza has it: ``resources.json``, ``LANG/tokenize/tiny.pt``, ``LANG/ner/tiny.pt``.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from grammar import Grammar, Sample

ROOT = Path(__file__).resolve().parent.parent.parent
LANGUAGE, NAME, SEED = "en", "tiny", 3
TEXTS, SENTENCES = 500, 3


def main() -> None:
    """Writes the pipeline, by default where the tests look."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests" / "models" / "stanza"
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        for part, seed, size in (("train", SEED, TEXTS), ("dev", SEED + 1, 30)):
            _write(work, part, _texts(seed, size))
        _tokenizer(work)
        _tagger(work)
        for processor in ("tokenize", "ner"):
            folder = out / LANGUAGE / processor
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{NAME}.pt").write_bytes((work / f"{processor}.pt").read_bytes())
    listed = {LANGUAGE: {
        "lang_name": "English", "tokenize": {NAME: {}}, "ner": {NAME: {}},
        "default_processors": {"tokenize": NAME, "ner": NAME},
        "packages": {"default": {"tokenize": NAME, "ner": NAME}},
    }}  # fmt: skip
    (out / "resources.json").write_text(json.dumps(listed, indent=1) + "\n", "utf-8")


def _texts(seed: int, size: int) -> list[list[Sample]]:
    grammar = Grammar(LANGUAGE, random.Random(seed))
    return [[grammar.sentence() for _ in range(SENTENCES)] for _ in range(size)]


def _write(work: Path, part: str, texts: list[list[Sample]]) -> None:
    """The formats that stanza trains on: characters with labels, CoNLL-U, and tokens with BIO tags."""
    import spacy

    tokenizer = spacy.blank("xx")
    plain, labels, trees, tagged = [], [], [], []
    for text in texts:
        marks = []
        for sample in text:
            doc = tokenizer.make_doc(sample.text)
            tokens = [token for token in doc if not token.is_space]
            line = ["0"] * len(sample.text)
            for token in tokens:
                line[token.idx + len(token) - 1] = "1"
            line[tokens[-1].idx + len(tokens[-1]) - 1] = "2"
            marks.append("".join(line))
            rows = [f"{i}\t{t.text}\t_\tX\t_\t_\t{i - 1}\tdep\t_\t_" for i, t in enumerate(tokens, 1)]
            trees.append(f"# text = {sample.text}\n" + "\n".join(rows) + "\n\n")
            tagged.append([{"text": t.text, "ner": _tag(t.idx, sample)} for t in tokens])
        plain.append(" ".join(sample.text for sample in text))
        labels.append("0".join(marks))
    (work / f"{part}.txt").write_text("\n\n".join(plain) + "\n", "utf-8")
    (work / f"{part}.labels").write_text("\n\n".join(labels) + "\n\n", "utf-8")
    (work / f"{part}.conllu").write_text("".join(trees), "utf-8")
    (work / f"{part}.ner.json").write_text(json.dumps(tagged, ensure_ascii=False), "utf-8")
    (work / f"{part}.mwt.json").write_text("[]", "utf-8")


def _tag(start: int, sample: Sample) -> str:
    for a, b, label in sample.entities:
        if a <= start < b:
            return f"{'B' if a == start else 'I'}-{label}"
    return "O"


def _tokenizer(work: Path) -> None:
    _run("stanza.models.tokenizer", "--lang", LANGUAGE, "--shorthand", f"{LANGUAGE}_{NAME}", "--mode", "train",
         "--txt_file", work / "train.txt", "--label_file", work / "train.labels", "--dev_txt_file", work / "dev.txt",
         "--dev_label_file", work / "dev.labels", "--dev_conll_gold", work / "dev.conllu",
         "--mwt_json_file", work / "train.mwt.json", "--conll_file", work / "predicted.conllu", "--no_use_mwt",
         "--max_seqlen", "300", "--batch_size", "16", "--steps", "300", "--eval_steps", "100", "--emb_dim", "16",
         "--hidden_dim", "32", "--save_dir", work, "--save_name", "tokenize.pt", "--cpu")  # fmt: skip


def _tagger(work: Path) -> None:
    _run("stanza.models.ner_tagger", "--shorthand", f"{LANGUAGE}_{NAME}", "--mode", "train",
         "--train_file", work / "train.ner.json", "--eval_file", work / "dev.ner.json", "--no_pretrain",
         "--wordvec_dir", work, "--word_emb_dim", "24", "--char_hidden_dim", "24", "--char_emb_dim", "16",
         "--hidden_dim", "32",
         "--batch_size", "16", "--max_steps", "400", "--eval_interval", "200", "--lr", "0.3", 
         "--save_dir", work, "--save_name", "ner.pt", "--cpu")  # fmt: skip


def _run(module: str, *arguments: str | Path) -> None:
    subprocess.run([sys.executable, "-m", module, *map(str, arguments)], check=True)


if __name__ == "__main__":
    main()
