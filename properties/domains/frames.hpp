#pragma once

#include "properties/fields.hpp"

namespace adamant {

/// Orthogonal matrices one after the other, as text <4|+++-><3>.
using Frames = std::vector<DyadicOrthogonal>;

std::string to_text(const Frames& frames);
void read(std::string_view& text, Frames& frames);

/// Without one of the inner frames, or with a simpler one.
std::vector<Frames> simpler(const Frames& frames);

}  // namespace adamant
