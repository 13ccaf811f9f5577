#pragma once

namespace adamant {

enum class PenaltyKind { none, nuclear, ratio };

}  // namespace adamant
