package io.vitrine.dashboard;

import java.util.List;
import java.util.Optional;

/** A change of a dashboard's own record; what is absent stays. */
public record DashboardChange(
        Optional<String> name,
        Optional<List<Attribute>> attributes,
        Optional<Boolean> isDrilldown,
        Optional<Visibility> visibility) {}
