package io.vitrine.http.explo;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which page of a list is asked for.
 *
 * @param page from 1
 * @param size customers a page, from 1 to {@link #LARGEST}
 */
record PageNumber(long page, int size) {
    static final int LARGEST = 1000;
    private static final int USUAL = 20;
    private static final long LAST = 1_000_000_000_000L;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,1000}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._\\-:\\[\\]]{1,260}");

    /**
     * Reads {@code page} and {@code page_size}; a larger size than the largest is taken as that.
     *
     * @throws Refusal with {@code INVALID_PARAMETER} for what is no whole number from 1 up
     */
    static PageNumber of(Request request) {
        String sizeName = request.parameter("page_size").isPresent() ? "page_size" : "pageSize";
        return new PageNumber(number(request, "page", 1, LAST), (int) number(request, sizeName, USUAL, LARGEST));
    }

    long offset() {
        return (page - 1) * size;
    }

    /** Adds {@code next} and {@code previous}: the addresses of the neighbouring pages, null where there is none. */
    void putLinks(ObjectNode body, Request request, long total) {
        if (offset() + size < total) {
            body.put("next", address(request, page + 1));
        } else {
            body.putNull("next");
        }
        if (page > 1) {
            long last = Math.max(1, Math.ceilDiv(total, size));
            body.put("previous", address(request, Math.min(page - 1, last)));
        } else {
            body.putNull("previous");
        }
    }

    private static long number(Request request, String name, long usual, long most) {
        String text = request.parameter(name).orElse(Long.toString(usual));
        String digits = DIGITS.matcher(text).matches() ? text.replaceFirst("^0+(?=.)", "") : "0";
        long number = digits.length() > Long.toString(most).length() ? most : Math.min(most, Long.parseLong(digits));
        if (number == 0) {
            throw new Refusal(
                    ErrorCode.INVALID_PARAMETER,
                    name,
                    "The parameter " + name + " takes a whole number from 1 up, and got \"" + text + "\".");
        }
        return number;
    }

    private static String address(Request request, long page) {
        StringJoiner query = new StringJoiner("&", "?", "");
        request.query().forEach((name, values) -> {
            if (!name.equals("page")) {
                values.forEach(value -> query.add(encoded(name) + "=" + encoded(value)));
            }
        });
        query.add("page=" + page);
        String host = request.headers()
                .first("Host")
                .filter(name -> HOST.matcher(name).matches())
                .map(name -> (request.secure() ? "https://" : "http://") + name)
                .orElse("");
        return host + request.path() + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
