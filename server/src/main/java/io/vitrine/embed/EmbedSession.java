package io.vitrine.embed;

import io.vitrine.access.Caller;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.CustomerView;
import io.vitrine.dashboard.Control;
import io.vitrine.dashboard.Panel;
import io.vitrine.dashboard.ShownDashboard;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One customer's view of one dashboard, as it is at this moment.
 *
 * @param viewer reads in the customer's data visibility group and nowhere else
 * @param chartId the one panel that may be seen; absent: all that the customer may see
 * @param features what the viewer of a report may do; absent: everything
 * @param sectionEditing whether editable sections may be edited
 * @param expiresAt when the token is over; customer tokens have no end
 * @param isPreview whether a member of the team looks through the customer's eyes, and may know why a query fails
 */
public record EmbedSession(
        Caller viewer,
        CustomerView view,
        ShownDashboard dashboard,
        Optional<String> chartId,
        Optional<List<String>> features,
        boolean sectionEditing,
        EmbedOrigins origins,
        Optional<Instant> expiresAt,
        boolean isPreview) {

    /** Whose view this is. */
    public ComputedCustomer customer() {
        return view.customer();
    }

    /** The panels that this viewer may see, in their order. */
    public List<Panel> panels() {
        return dashboard.definition().panels().stream()
                .filter(panel -> panel.visibility().admits(customer()))
                .filter(panel -> chartId.isEmpty() || chartId.get().equals(panel.id()))
                .toList();
    }

    /** The controls that this viewer may see, in their order. */
    public List<Control> controls() {
        return dashboard.definition().controls().stream()
                .filter(control -> control.visibility().admits(customer()))
                .toList();
    }

    /** The panel of that id; one that the viewer may not see answers like one that does not exist. */
    public Panel panel(String id) {
        return panels().stream()
                .filter(panel -> panel.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "panel", "There is no panel " + id + "."));
    }

    /** The control of that id; one that the viewer may not see answers like one that does not exist. */
    public Control control(String id) {
        return controls().stream()
                .filter(control -> control.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "control", "There is no control " + id + "."));
    }

    public Revision revision() {
        return Revision.of(customer(), dashboard);
    }
}
