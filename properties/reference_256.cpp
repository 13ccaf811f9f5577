#include "properties/reference.hpp"

template adamant::Implementation<adamant::Real256> adamant::reference_implementation();
