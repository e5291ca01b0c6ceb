"""The trained networks cut into the blocks that the editor wires: what goes in, what comes out, by name and shape.

Every block takes and gives batches of one. Identity statistics travel as one vector per block, `style` =
(gamma_1 - 1, beta_1, gamma_2 - 1, beta_2), so that they can be scaled, mixed, exchanged or taken from a picture between blocks.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

from .faceshifter import LEVEL_SIZES, AEINet
from .hififace import HifiFace, SemanticFacialFusion, Upsampler
from .layers import AAD, AADResBlk, AdaINResBlk, up2


@dataclass(frozen=True)
class Block:
    """One ONNX file."""

    name: str
    module: nn.Module
    inputs: dict[str, tuple[int, ...]]
    outputs: tuple[str, ...]


def statistics(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """mu and sigma of each channel, [1, C] each; sigma as instance normalisation uses it."""
    mu = x.mean((2, 3))
    return mu, ((x - mu[:, :, None, None]).square().mean((2, 3)) + 1e-5).sqrt()


class Styles(nn.Module):
    """Identity vector -> the style vector of every block, and the generator's first map where there is one."""

    def __init__(self, styles: list[tuple[nn.Linear, nn.Linear]], start: nn.Linear | None):
        super().__init__()
        self.first = nn.ModuleList(a for a, _ in styles)
        self.second = nn.ModuleList(b for _, b in styles)
        self.start = start

    def forward(self, z: torch.Tensor) -> tuple[torch.Tensor, ...]:
        styles = tuple(torch.cat((a(z), b(z)), 1) for a, b in zip(self.first, self.second, strict=True))
        return styles if self.start is None else (self.start(z).view(1, -1, 2, 2), *styles)


class AADLevel(nn.Module):
    """One level of the AAD generator; every level but the first doubles the size of h_in.

    `attribute_strength` scales gamma_att - 1 and beta_att. `mask_mix` goes from the learnt mask (0) to `mask_override` (1).
    The statistics, and A, I, M and the sum, are those of the level's second AAD; `mask_first` is the first one's M.
    """

    def __init__(self, block: AADResBlk, first: bool):
        super().__init__()
        self.block, self.first = block, first

    def _aad(self, aad: AAD, h_in: torch.Tensor, z_att: torch.Tensor, style: torch.Tensor, strength: torch.Tensor, override: torch.Tensor, share: torch.Tensor) -> tuple[torch.Tensor, ...]:
        h = F.instance_norm(h_in)
        gamma_id, beta_id = style[:, :, None, None].chunk(2, 1)
        m = torch.sigmoid(aad.mask(h))
        m = m + share * (override - m)
        a = h + strength * (h * aad.gamma_att(z_att) + aad.beta_att(z_att))
        i = h * (1 + gamma_id) + beta_id
        return a + m * (i - a), m, a, i

    def forward(self, h_in: torch.Tensor, z_att: torch.Tensor, style: torch.Tensor, attribute_strength: torch.Tensor, mask_override: torch.Tensor, mask_mix: torch.Tensor) -> tuple[torch.Tensor, ...]:
        h = h_in if self.first else up2(h_in)
        one, two = style.chunk(2, 1)
        x, mask_first, _, _ = self._aad(self.block.aad1, h, z_att, one, attribute_strength, mask_override, mask_mix)
        x = self.block.conv1(F.relu(x))
        y, mask, a, i = self._aad(self.block.aad2, x, z_att, two, attribute_strength, mask_override, mask_mix)
        h_out = self.block.conv2(F.relu(y)) + (self.block.short(h) if self.block.short is not None else h)
        return h_out, mask, mask_first, a, i, y, *statistics(x), *statistics(y)


AAD_OUTPUTS = ("h_out", "mask", "mask_first", "a", "i", "sum", "mu_in", "sigma_in", "mu_out", "sigma_out")


class ToPicture(nn.Module):
    """The generator's last map -> Y, -1..1."""

    def __init__(self, to_rgb: nn.Module):
        super().__init__()
        self.to_rgb = to_rgb

    def forward(self, h: torch.Tensor) -> torch.Tensor:
        return torch.tanh(self.to_rgb(F.relu(h)))


class AdaINBlock(nn.Module):
    """One AdaIN residual block with its statistics handed in. mu and sigma are those before and after the second AdaIN."""

    def __init__(self, block: AdaINResBlk):
        super().__init__()
        self.block, self.split = block, [block.conv1.in_channels] * 2 + [block.conv1.out_channels] * 2

    def forward(self, h_in: torch.Tensor, style: torch.Tensor) -> tuple[torch.Tensor, ...]:
        gamma_1, beta_1, gamma_2, beta_2 = style[:, :, None, None].split(self.split, 1)
        short = h_in
        x = self.block.conv1(F.leaky_relu(F.instance_norm(h_in) * (1 + gamma_1) + beta_1, 0.2))
        if self.block.up:
            x, short = up2(x), up2(short)
        z = F.instance_norm(x) * (1 + gamma_2) + beta_2
        h_out = self.block.conv2(F.leaky_relu(z, 0.2)) + (self.block.short(short) if self.block.short is not None else short)
        return h_out, *statistics(x), *statistics(z)


ADAIN_OUTPUTS = ("h_out", "mu_in", "sigma_in", "mu_out", "sigma_out")


class FusionBlock(nn.Module):
    """Semantic facial fusion at feature level. `mask_mix` goes from the learnt M_low (0) to `mask_override` (1)."""

    def __init__(self, sff: SemanticFacialFusion):
        super().__init__()
        self.sff, self.refine = sff, AdaINBlock(sff.refine)

    def forward(self, z_dec: torch.Tensor, z_enc: torch.Tensor, i_t: torch.Tensor, style: torch.Tensor, mask_override: torch.Tensor, mask_mix: torch.Tensor) -> tuple[torch.Tensor, ...]:
        m_low = torch.sigmoid(self.sff.mask(z_dec) + 1)
        m_low = m_low + mask_mix * (mask_override - m_low)
        z_fuse = self.refine(self.sff.fuse(z_dec, z_enc, m_low), style)[0]
        return z_fuse, m_low, self.sff.low_picture(z_fuse, F.avg_pool2d(i_t, 4), m_low)


class Named(nn.Module):
    """A network whose tuple of answers becomes named outputs."""

    def __init__(self, module: nn.Module):
        super().__init__()
        self.module = module

    def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...] | torch.Tensor:
        out = self.module(*inputs)
        return tuple(out) if isinstance(out, list) else out


def faceshifter_blocks(aei: AEINet) -> list[Block]:
    encoder, generator = aei.encoder, aei.generator
    c_id = generator.start.in_features
    blocks = [
        Block("faceshifter-attributes", Named(encoder), {"x": (1, 3, 128, 128)}, tuple(f"z_att_{k}" for k in range(1, 8))),
        Block("faceshifter-styles", Styles([(b.aad1.identity, b.aad2.identity) for b in generator.blocks], generator.start), {"z_id": (1, c_id)}, ("h_0", *(f"style_{k}" for k in range(1, 8)))),
    ]
    for k, (block, size) in enumerate(zip(generator.blocks, LEVEL_SIZES, strict=True), start=1):
        c = block.conv1.in_channels
        before = size if k == 1 else size // 2
        inputs = {"h_in": (1, c, before, before), "z_att": (1, encoder.channels[k - 1], size, size), "style": (1, 4 * c), "attribute_strength": (1,), "mask_override": (1, 1, size, size), "mask_mix": (1,)}
        blocks.append(Block(f"faceshifter-aad-{k}", AADLevel(block, first=k == 1), inputs, AAD_OUTPUTS))
    blocks.append(Block("faceshifter-to-picture", ToPicture(generator.to_rgb), {"h": (1, generator.to_rgb.in_channels, 128, 128)}, ("y",)))
    return blocks


def hififace_encoder_block(network: HifiFace) -> Block:
    return Block("hififace-encoder", Named(network.encoder), {"x": (1, 3, 128, 128)}, ("bottom", "z_enc"))


def hififace_blocks(prefix: str, network: HifiFace) -> list[Block]:
    """Everything but the encoder, which all variants share."""
    adains = list(network.decoder.blocks)
    all_styles = [*adains, network.sff.refine]
    c_sid = adains[0].norm1.style.in_features
    blocks = [Block(f"{prefix}-styles", Styles([(b.norm1.style, b.norm2.style) for b in all_styles], None), {"v_sid": (1, c_sid)}, (*(f"style_{k}" for k in range(1, len(adains) + 1)), "style_fuse"))]
    size = 8
    for k, block in enumerate(adains, start=1):
        c_in, c_out = block.conv1.in_channels, block.conv1.out_channels
        blocks.append(Block(f"{prefix}-adain-{k}", AdaINBlock(block), {"h_in": (1, c_in, size, size), "style": (1, 2 * c_in + 2 * c_out)}, ADAIN_OUTPUTS))
        size *= 2 if block.up else 1
    c = network.sff.refine.conv1.in_channels
    fusion = {"z_dec": (1, c, size, size), "z_enc": (1, c, size, size), "i_t": (1, 3, 128, 128), "style": (1, 4 * c), "mask_override": (1, 1, size, size), "mask_mix": (1,)}
    blocks.append(Block(f"{prefix}-sff", FusionBlock(network.sff), fusion, ("z_fuse", "m_low", "i_low")))
    blocks.append(Block(f"{prefix}-upsample", _Up(network.upsample), {"z_fuse": (1, c, size, size)}, ("i_out", "m_r")))
    return blocks


class _Up(nn.Module):
    def __init__(self, upsample: Upsampler):
        super().__init__()
        self.upsample = upsample

    def forward(self, z_fuse: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return tuple(self.upsample(z_fuse))
