package io.vitrine.embed;

import io.vitrine.access.Caller;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.dashboard.Dataset;
import io.vitrine.query.template.VariableScope;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalInt;

/** Runs datasets on the data source that the customer's mapping names; what an embed needs of queries. */
public interface DatasetRunner {
    /**
     * A dataset to be run.
     *
     * @param scope every variable that the template sees
     * @param rowLimit the most rows, where fewer than the dataset's own limit are wanted
     */
    record Run(Caller viewer, ComputedCustomer customer, Dataset dataset, VariableScope scope, OptionalInt rowLimit) {}

    /**
     * The rows as columnar JSON: {@code {"columns":[{"name","type"}],"values":[[…],…],"row_count":n,"truncated":false}}.
     *
     * @throws io.vitrine.error.Refusal where they cannot be had
     */
    byte[] columnar(Run run);

    /**
     * Writes the rows as CSV as they come, however many there are.
     *
     * @throws io.vitrine.error.Refusal where they cannot be had, before anything is written
     */
    void csv(Run run, OutputStream out) throws IOException;
}
