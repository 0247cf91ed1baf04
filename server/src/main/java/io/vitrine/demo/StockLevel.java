package io.vitrine.demo;

import java.math.BigDecimal;

/** How much of a product a customer has in one of its warehouses. */
record StockLevel(
        String customerId,
        String warehouse,
        String product,
        String category,
        int onHand,
        int reorderAt,
        BigDecimal unitCost) {}
