#include "properties/reference.hpp"

template adamant::Implementation<adamant::Ball> adamant::reference_implementation();
