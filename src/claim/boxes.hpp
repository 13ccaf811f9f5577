#pragma once

#include "claim/finding.hpp"
#include "claim/instance.hpp"
#include "scalar/ball.hpp"

#include <functional>

namespace adamant {

/// A product of closed intervals with rational ends, each with the name of its parameter.
struct Box {
  struct Side {
    std::string name;
    Rational low, high;
  };
  std::vector<Side> sides;

  /// Each side as a ball that contains it.
  std::vector<Ball> balls() const;
  /// The box of the one point in the middle.
  Box middle() const;
};

/// Boxes as text: x=[-1,3/2];y=[0,1].
extern const DomainOf<Box> boxes;

/// How far a box is cut before it stays undecided.
struct BoxLimits {
  int depth = 48;      ///< halvings on the way to one part
  long parts = 40000;  ///< parts looked at
};

/// Whether `statement` holds on all of `box`: where it does not know, the box is halved along its widest
/// side. `parts` counts the parts on which it holds; a part, or a point, on which it is false is `where`,
/// and so is the first part that is left open at the limits. Parts outside of the hypotheses are left out.
Finding cover(const Box& box, const std::function<Finding(const Box&)>& statement,
              const BoxLimits& limits = {});

}  // namespace adamant
