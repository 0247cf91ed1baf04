package io.vitrine.http.explo;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.CustomerFilter;
import io.vitrine.customer.CustomerPages;
import io.vitrine.http.CustomerJson;
import io.vitrine.http.Guard;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lists of customers, on all paths and in all shapes that were ever published.
 *
 * <p>Parameters are taken in both published spellings, {@code page_size} and {@code pageSize} and so on.
 */
public final class CustomerLists {
    private final CustomerPages pages;

    public CustomerLists(CustomerPages pages) {
        this.pages = pages;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/v2/api/customers", guard.with(Permission.READ, this::newest)),
                Route.get("/api/v2/customers", guard.with(Permission.READ, this::linked)),
                Route.get("/api/customers", guard.with(Permission.READ, this::all)));
    }

    /** The newest shape: {@code total_count} and the list; the members of the older one after it. */
    private Reply newest(Caller caller, Request request) {
        PageNumber number = PageNumber.of(request);
        CustomerPages.Page page = page(caller, request, number);
        ObjectNode body = Json.object().put("total_count", page.totalCount());
        putCustomers(body, page, caller);
        body.put("count", page.totalCount());
        number.putLinks(body, request, page.totalCount());
        return Reply.json(body);
    }

    /** The first shape: {@code count}, links to the neighbouring pages, and the list. */
    private Reply linked(Caller caller, Request request) {
        PageNumber number = PageNumber.of(request);
        CustomerPages.Page page = page(caller, request, number);
        ObjectNode body = Json.object().put("count", page.totalCount());
        number.putLinks(body, request, page.totalCount());
        putCustomers(body, page, caller);
        body.put("total_count", page.totalCount());
        return Reply.json(body);
    }

    /** The list without pages, which knows no bound: written as it is read, some hundred customers at a time. */
    private Reply all(Caller caller, Request request) {
        CustomerPages.Walk walk = pages.walk(caller, filter(request));
        return Reply.stream("application/json", out -> writeAll(walk, caller, out));
    }

    private CustomerPages.Page page(Caller caller, Request request, PageNumber number) {
        return pages.page(caller, filter(request), number.offset(), number.size());
    }

    private static CustomerFilter filter(Request request) {
        return new CustomerFilter(
                request.parameter("parent_provided_id").or(() -> request.parameter("parentProvidedId")),
                request.parameter("hierarchy_level_name").or(() -> request.parameter("hierarchyLevelName")));
    }

    private static void putCustomers(ObjectNode body, CustomerPages.Page page, Caller caller) {
        ObjectNode results = body.putObject("results");
        var customers = results.putArray("customers");
        page.customers().forEach(customer -> customers.add(CustomerJson.of(customer, caller)));
    }

    private static void writeAll(CustomerPages.Walk walk, Caller caller, OutputStream out) throws IOException {
        out.write("{\"success\":1,\"customers\":[".getBytes(StandardCharsets.UTF_8));
        try {
            boolean[] first = {true};
            walk.forEachBatch(batch -> {
                for (ComputedCustomer customer : batch) {
                    try {
                        if (!first[0]) {
                            out.write(',');
                        }
                        out.write(Json.MAPPER.writeValueAsBytes(CustomerJson.of(customer, caller)));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    first[0] = false;
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.write("]}".getBytes(StandardCharsets.UTF_8));
    }
}
