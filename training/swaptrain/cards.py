"""Model cards: what each shipped network is, how it was made, what it is not good for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MACHINE = "one or two cores of an AMD EPYC server processor, bf16 with fp32 weights, no graphics card"


@dataclass(frozen=True)
class Card:
    title: str
    what: str
    losses: str
    limits: str
    warm_start: str = ""
    photographs: str = "No photograph of a person."
    quality: str = "measured on faces and scenes it has never seen, in `docs/models.md`."


SWAP_LIMITS = "Photographs lie outside its training data: it has seen rendered faces only. 128 px; detail finer than that cannot appear. Strong profile views (beyond 45°) and open mouths are its weakest cases."
READER_LIMITS = "Trained on rendered faces only; on photographs its numbers are a hint, not a measurement."
SWAP_LOSSES = "10 × reconstruction (same person), {extra}0.2 × identity (1 − cosine to the *true swap's* vector), 1 × perceptual (our face parser's encoder), and, as an extra the papers could not have, 5 × L1 to the true swap (face parts counted three times, and twice more between pictures of an eighth of the size). No adversarial loss."
ABLATION_START = "Started from the same checkpoint as every HifiFace variant (`hififace-shared`, the first 6,000 steps at 64 px) and went on at 128 px with the same losses, 500 steps each, the encoder held fixed; the seconds and steps above are those of this second part, which makes 16,000 steps in all and about as many hours as FaceShifter's 17,000. Of the common start's 15,500 steps the first 4,000, on 30,480 pictures, saw v_id at its own small size instead of twelve times larger; up to 7,500, on 38,400 pictures, half of the pairs showed one person twice (a fifth since), identity counted 0.05 and nothing was compared at an eighth of the size."
HIFI_LOSSES = SWAP_LOSSES.format(extra="0.05 × shape (L1 of 68 projected points, HifiFace equation 3), 5 × segmentation of the masks, ") + " The picture before the mask is supervised too."

LANDMARK_PHOTOGRAPHS = "And 112 photographs with pseudo-labels of YuNet and MediaPipe's face mesh (both Apache-2.0): Face Research Lab London Set (CC BY 4.0), portraits of Interfaces (CC0), SFHQ (MIT) and averaged faces (CC BY 4.0). Which are kept out is said in `swaptrain/photographs.py`; no photograph and no label is part of the project."
LANDMARK_QUALITY = "measured on photographs kept out of training, in `docs/photos.md`."
LANDMARK_LIMITS = "Few photographs of few people: profiles, hands before the face, strong make-up and small faces in crowds are its weakest cases. Points under glasses, hair or masks are guesses."

CARDS: dict[str, Card] = {
    "identity": Card("Identity (z_id)", "Crop in template arcface_112_v2, 112 px, RGB, −1..1 → unit vector of 128 numbers. A small residual network.", "Margin softmax over pairs of pictures (scale 16, margin 0.15): each picture must find the other one of its person among all of a batch, people of its own scene included. 0.3 × CosFace margin softmax (scale 24, margin 0.25) over the identities with even numbers; in the first two thirds, fading out, also regression of their shape coefficients. The convolutions start from those of `coefficients`.", READER_LIMITS, "The first 2,228 steps were by classes alone; the first 1,900 on 14,000 pictures, up to 4,000 on 30,480."),
    "identity-judge": Card("Identity judge", "As `identity`, but another architecture (plain convolutions, ELU, max pooling, global average), other identities (odd numbers), seed and augmentation (grey pictures, erased boxes). For measuring only: it never enters a loss.", "As `identity`, over the identities with odd numbers. The convolutions start from those of `shape-judge`.", READER_LIMITS, "The first 911 steps were by classes alone, the first 550 on 14,000 pictures, up to 1,500 on 38,400."),
    "coefficients": Card("Coefficients of the face model", "Crop in template ffhq_512, 128 px, RGB, −1..1 → α (88, standard deviations), β (47), pose (yaw, pitch, roll in degrees), main light (azimuth, elevation in degrees, strength).", "Squared errors of α, 10 × β, 20 × pose, 0.5 × light, and of the 68 points they make in centimetres (20 × identity, 40 × expression).", READER_LIMITS + " Modes that a single small picture does not show are pulled to the average face."),
    "shape-judge": Card("Shape judge", "As `coefficients`, but another architecture, other identities, seed and augmentation. For measuring only.", "As `coefficients`.", READER_LIMITS),
    "face-parser": Card("Face parser", "Crop in template ffhq_512, 128 px, RGB, −1..1 → logits of 14 parts: background, skin, brows, eyes, nose, lips, mouth, ears, hair, neck, clothes, glasses, hat, occluder.", "Cross entropy, rare parts weighted up.", READER_LIMITS),
    "face-detector": Card("Face detector", "Letterboxed picture, 192 px, RGB, −1..1 → maps of 24 × 24 cells: score, box (centre − cell and natural logarithm of the size, in units of 32 px) and five points. One anchor-free scale, for faces of about a tenth of the picture's side and more.", "Cross entropy of the score (cells near a face's middle against all outside faces, the hard ones most), smooth L1 of box and points relative to the face's size. Rendered heads lie on noise and torn pictures beside decoys of the same outline.", LANDMARK_LIMITS, "The convolutions start from those of `face-landmarks`.", LANDMARK_PHOTOGRAPHS, LANDMARK_QUALITY),
    "face-landmarks": Card("Face landmarks", "Crop of 1.5 × the face's box, eyes level, 128 px, RGB, −1..1 → 68 points (iBUG order, 0..1 of the crop), whether each is seen, and whether this is a face at all. Each point is the mean place of a softmax over 32 × 32 cells.", "L1 distance of the points (percent of the crop), 0.5 × cross entropy of the cells, 0.5 × of visibility, 1 × of the face score. The jaw of photographs counts 0.3: its teacher draws another line than the face model.", LANDMARK_LIMITS, "", LANDMARK_PHOTOGRAPHS, LANDMARK_QUALITY),
    "faceshifter": Card("FaceShifter, AEI-Net", "Attribute encoder (seven levels), AAD generator and style layers, as blocks: `faceshifter-attributes`, `faceshifter-styles`, `faceshifter-aad-1` … `-7`, `faceshifter-to-picture`. Li et al. 2019, section 3.1, scaled to 128 px.", SWAP_LOSSES.format(extra="0.2 × attributes (FaceShifter equation 8), "), SWAP_LIMITS + " As in the paper it has seen no occluders; HEAR-Net has.", "For the first 6,200 steps, on 30,480 pictures, its layers saw z_id at its own small size instead of twelve times larger; for the first 9,646 the two largest attribute levels had no norm; up to 12,200, on 38,400 pictures, identity counted 0.05 and nothing was compared at an eighth of the size."),
    "hear": Card("FaceShifter, HEAR-Net", "Ŷ_st and the error X_t − Ŷ_tt → Y_st. Li et al. 2019, section 3.2.", "5 × L1 to the true swap (occluders counted three times), 10 × reconstruction, 0.2 × change, 0.2 × identity.", SWAP_LIMITS, "The first 2,200 steps refined an earlier AEI-Net, on 38,400 pictures, with 0.05 × identity."),
    "enhance": Card("Enhance", "Degraded crop in template ffhq_512, 128 px, RGB, −1..1 → the restored crop, 256 px. A U-Net that adds what is missing to the enlarged picture.", "L1, L1 of the differences between neighbouring pixels, and 0.1 × perceptual (our face parser's encoder), between the restored and the clean picture. Degradations by chance: blur, smaller sizes, noise, JPEG.", "Trained on rendered faces only: on photographs it sharpens edges and knows nothing of real skin. It invents detail; what it adds is no evidence of how anybody looks.", "", "No photograph of a person."),
    "hififace": Card("HifiFace", "Encoder (shared with the variants), AdaIN decoder with v_sid = [c_fuse, v_id], semantic facial fusion, F_up, as blocks. Wang et al. 2021.", HIFI_LOSSES, SWAP_LIMITS, ABLATION_START),
    "hififace-n3d": Card("HifiFace without 3D shape (n3d)", "v_sid = v_id: the paper's ablation without shape coefficients. Uses `hififace-encoder`.", HIFI_LOSSES.replace("0.05 × shape (L1 of 68 projected points, HifiFace equation 3), ", ""), SWAP_LIMITS, ABLATION_START),
    "sff-bare": Card("HifiFace, fusion: Bare", "No semantic facial fusion: the decoder makes the whole picture. Uses `hififace-encoder`.", HIFI_LOSSES, SWAP_LIMITS, ABLATION_START),
    "sff-blend": Card("HifiFace, fusion: Blend", "Fusion of pictures only, by masks. Uses `hififace-encoder`.", HIFI_LOSSES, SWAP_LIMITS, ABLATION_START),
    "sff-concat": Card("HifiFace, fusion: Concat", "z_dec and σ(z_enc) concatenated instead of blended by a mask. Uses `hififace-encoder`.", HIFI_LOSSES, SWAP_LIMITS, ABLATION_START),
}


def write_card(path: Path, card: Card, entries: list[dict[str, object]], steps: int, seconds: float, last: dict[str, float], data: dict[str, int | str]) -> None:
    losses = ", ".join(f"{name} {value}" for name, value in last.items() if name not in ("step", "seconds"))
    lines = [
        f"# {card.title}", "", card.what, "",
        f"- **Files**: {', '.join('`' + str(e['file']) + '`' for e in entries)}: {sum(int(e['parameters']) for e in entries):,} parameters, {sum(int(e['macs']) for e in entries) / 1e6:,.0f} million multiply-adds, {sum(int(e['bytes']) for e in entries) / 1e6:.2f} MB (fp16 weights, fp32 arithmetic).",  # type: ignore[call-overload]
        f"- **Data**: {data['pictures']:,} rendered pictures of nobody, {data['identities']:,} identities in {data['scenes']:,} scenes (`render-grid --seed {data['seed']}`, face model {data['faceModel']}). {card.photographs}",
        f"- **Losses**: {card.losses}",
        f"- **Training**: {steps:,} steps, {seconds / 3600:.2f} hours on {MACHINE}. {card.warm_start}".rstrip(),
        f"- **At the end of training**: {losses} (running averages over training batches).",
        f"- **Quality**: {card.quality}",
        f"- **Limits**: {card.limits}",
        "- **Intended use**: teaching, research and comparison of face-swap methods. Not for recognising people, not for deceiving anybody.",
        "- **Licence**: MIT, like the project.", "",
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines))
