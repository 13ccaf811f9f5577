#include "properties/reference.hpp"

template adamant::Implementation<adamant::Real113> adamant::reference_implementation();
