package io.vitrine.demo;

import java.math.BigDecimal;
import java.time.LocalDateTime;

/** A line of the sample shop's books. */
record Order(
        long id,
        String customerId,
        String region,
        String product,
        String category,
        int quantity,
        BigDecimal amount,
        LocalDateTime orderedAt) {}
