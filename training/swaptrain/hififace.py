"""HifiFace (Wang et al. 2021) for 128-px crops, and the paper's ablations as variants of one network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
from torch import nn
from torch.nn import functional as F

from .layers import AdaINResBlk, ResBlk, conv, mix

Variant = Literal["sff", "bare", "blend", "concat"]
"""sff: the paper's semantic facial fusion. bare: no fusion. blend: image-level mask only. concat: z_dec and sigma(z_enc) concatenated (HifiFace, figure 8)."""


@dataclass(frozen=True)
class HifiFaceOutput:
    i_r: torch.Tensor
    """The result: M_r*I_out + (1 - M_r)*I_t, -1..1."""
    i_out: torch.Tensor
    m_r: torch.Tensor
    i_low: torch.Tensor
    """At a quarter of the size, -1..1."""
    m_low: torch.Tensor
    z_enc: torch.Tensor
    z_dec: torch.Tensor
    z_fuse: torch.Tensor


class Encoder(nn.Module):
    """I_t [B, 3, 128, 128] -> bottleneck [B, 112, 8, 8] and z_enc [B, 80, 32, 32] at a quarter of the size."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = conv(3, 16)
        self.to_quarter = nn.Sequential(ResBlk(16, 48, down=True, norm=False), ResBlk(48, 80, down=True))
        self.to_bottom = nn.Sequential(ResBlk(80, 96, down=True), ResBlk(96, 112, down=True), ResBlk(112, 112))

    def forward(self, i_t: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        z_enc = self.to_quarter(self.stem(i_t))
        return self.to_bottom(z_enc), z_enc


class Decoder(nn.Module):
    """Bottleneck and v_sid -> z_dec [B, 80, 32, 32], by AdaIN residual blocks."""

    def __init__(self, c_sid: int):
        super().__init__()
        self.blocks = nn.ModuleList((
            AdaINResBlk(112, 112, c_sid), AdaINResBlk(112, 112, c_sid),
            AdaINResBlk(112, 96, c_sid, up=True), AdaINResBlk(96, 80, c_sid, up=True),
        ))

    def forward(self, x: torch.Tensor, v_sid: torch.Tensor) -> torch.Tensor:
        for block in self.blocks:
            x = block(x, v_sid)
        return x


class SemanticFacialFusion(nn.Module):
    """Section 3.2: M_low from z_dec, z_fuse = M_low*z_dec + (1 - M_low)*sigma(z_enc), I_low; variants leave parts out."""

    def __init__(self, c_sid: int, variant: Variant):
        super().__init__()
        self.variant = variant
        self.mask = nn.Sequential(conv(80, 32), nn.LeakyReLU(0.2), nn.Conv2d(32, 1, 1))
        self.sigma = ResBlk(80, 80) if variant in ("sff", "concat") else None
        self.join = nn.Conv2d(160, 80, 1) if variant == "concat" else None
        self.refine = AdaINResBlk(80, 80, c_sid)
        self.to_low = conv(80, 3)

    def fuse(self, z_dec: torch.Tensor, z_enc: torch.Tensor, m_low: torch.Tensor) -> torch.Tensor:
        """z_fuse before its refining block."""
        if self.variant == "sff":
            assert self.sigma is not None
            return mix(self.sigma(z_enc), z_dec, m_low)
        if self.variant == "concat":
            assert self.sigma is not None and self.join is not None
            return self.join(torch.cat((z_dec, self.sigma(z_enc)), 1))
        return z_dec

    def low_picture(self, z_fuse: torch.Tensor, i_t_quarter: torch.Tensor, m_low: torch.Tensor) -> torch.Tensor:
        """I_low; the variants without a mask show the decoder's own picture."""
        low = torch.tanh(self.to_low(F.leaky_relu(z_fuse, 0.2)))
        return mix(i_t_quarter, low, m_low) if self.variant in ("sff", "blend") else low

    def forward(self, z_dec: torch.Tensor, z_enc: torch.Tensor, i_t_quarter: torch.Tensor, v_sid: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """-> z_fuse, M_low [B, 1, 32, 32], I_low [B, 3, 32, 32]."""
        m_low = torch.sigmoid(self.mask(z_dec) + 1)
        z_fuse = self.refine(self.fuse(z_dec, z_enc, m_low), v_sid)
        return z_fuse, m_low, self.low_picture(z_fuse, i_t_quarter, m_low)


class Upsampler(nn.Module):
    """F_up: z_fuse [B, 80, 32, 32] -> I_out [B, 3, 128, 128] and M_r [B, 1, 128, 128]."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = nn.Sequential(ResBlk(80, 48, up=True), ResBlk(48, 16, up=True, norm=False))
        self.to_rgb, self.to_mask = conv(16, 3), conv(16, 1)

    def forward(self, z_fuse: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x = F.leaky_relu(self.blocks(z_fuse), 0.2)
        return torch.tanh(self.to_rgb(x)), torch.sigmoid(self.to_mask(x) + 1)


class HifiFace(nn.Module):
    """Target and shape-aware identity v_sid = [c_fuse, v_id] -> the swap, with everything the paper draws on its way."""

    def __init__(self, c_sid: int, variant: Variant = "sff"):
        super().__init__()
        self.variant = variant
        self.encoder, self.decoder = Encoder(), Decoder(c_sid)
        self.sff, self.upsample = SemanticFacialFusion(c_sid, variant), Upsampler()

    def forward(self, i_t: torch.Tensor, v_sid: torch.Tensor) -> HifiFaceOutput:
        bottom, z_enc = self.encoder(i_t)
        z_dec = self.decoder(bottom, v_sid)
        z_fuse, m_low, i_low = self.sff(z_dec, z_enc, F.avg_pool2d(i_t, 4), v_sid)
        i_out, m_r = self.upsample(z_fuse)
        i_r = mix(i_t, i_out, m_r) if self.variant in ("sff", "blend") else i_out
        return HifiFaceOutput(i_r, i_out, m_r, i_low, m_low, z_enc, z_dec, z_fuse)
