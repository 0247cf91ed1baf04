package io.vitrine.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * The sample shop's books, made up but plausible: growth, a season, quiet Sundays, favourites among the products.
 *
 * <p>The same seed and moment give the same rows, on every machine.
 */
final class ShopData {
    /** Orders in one set of books. */
    static final int ORDERS = 60_000;

    private static final int DAYS = 730;
    /** Orders of a usual weekday at the end of the books. */
    private static final int FULL_DAY = 118;

    private static final int OPENS = 8;
    private static final int CLOSES = 20;

    private record Product(String name, String category, double price, int popularity) {}

    private record Tenant(String id, String region, double share, double taste, List<String> warehouses) {}

    private static final List<Product> PRODUCTS = List.of(
            new Product("Arabica Beans 1 kg", "Coffee", 24.90, 30),
            new Product("Espresso Blend 1 kg", "Coffee", 27.50, 26),
            new Product("Decaf Blend 500 g", "Coffee", 15.90, 9),
            new Product("Cold Brew Pack", "Coffee", 18.00, 12),
            new Product("Earl Grey Tin", "Tea", 11.50, 14),
            new Product("Sencha Tin", "Tea", 14.20, 11),
            new Product("Chai Spice Tin", "Tea", 12.80, 10),
            new Product("Burr Grinder", "Equipment", 149.00, 5),
            new Product("Pour-over Set", "Equipment", 59.00, 7),
            new Product("Espresso Machine", "Equipment", 689.00, 2),
            new Product("Milk Frother", "Equipment", 39.90, 8),
            new Product("Travel Mug", "Accessories", 22.00, 16),
            new Product("Paper Filters 100", "Accessories", 5.90, 24),
            new Product("Cleaning Tablets", "Accessories", 9.40, 13));

    private static final List<Tenant> TENANTS = List.of(
            new Tenant("acme", "EMEA", 0.45, 0.9, List.of("Rotterdam", "Milan")),
            new Tenant("globex", "APAC", 0.38, 1.3, List.of("Singapore", "Osaka")),
            new Tenant("trial", "AMER", 0.17, 1.0, List.of("Denver")));

    private final SplittableRandom random;
    private final LocalDateTime now;
    private final double priceLevel;

    /**
     * @param now when the books end: the last day is as full as any other, and nothing lies in the future
     * @param priceLevel multiplies every price, so that two sets of books can be told apart at a glance
     */
    ShopData(long seed, LocalDateTime now, double priceLevel) {
        this.random = new SplittableRandom(seed);
        this.now = now;
        this.priceLevel = priceLevel;
    }

    /** The orders, oldest first. */
    List<Order> orders() {
        List<Draft> drafts = new ArrayList<>(ORDERS);
        while (drafts.size() < ORDERS) {
            drafts.add(draft(this::moment));
        }
        return numbered(drafts, 1);
    }

    /**
     * The orders of the days after {@code last} up to the day on which the books end, oldest first; at most as many days
     * as the books hold.
     *
     * @param firstId the number of the first of them
     */
    List<Order> ordersSince(LocalDate last, long firstId) {
        LocalDate lastDay = now.toLocalDate();
        LocalDate earliest = lastDay.minusDays(DAYS - 1L);
        LocalDate from = last.isBefore(earliest) ? earliest : last.plusDays(1);
        List<Draft> drafts = new ArrayList<>();
        for (LocalDate date = from; !date.isAfter(lastDay); date = date.plusDays(1)) {
            LocalDate day = date;
            long count = Math.round(FULL_DAY * season(date) * week(date));
            for (long order = 0; order < count; order++) {
                drafts.add(draft(() -> timeOn(day)));
            }
        }
        return numbered(drafts, firstId);
    }

    private record Draft(Tenant tenant, Product product, int quantity, double price, LocalDateTime at) {}

    private Draft draft(Supplier<LocalDateTime> moment) {
        Tenant tenant = tenant();
        Product product = product(tenant);
        int quantity = 1 + (int) Math.floor(-Math.log(1 - random.nextDouble()) * (product.price() > 100 ? 0.4 : 1.6));
        double discount = random.nextInt(8) == 0 ? 0.85 : 1;
        return new Draft(tenant, product, quantity, product.price() * discount * priceLevel, moment.get());
    }

    private static List<Order> numbered(List<Draft> drafts, long firstId) {
        drafts.sort(Comparator.comparing(Draft::at));
        List<Order> orders = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            BigDecimal amount =
                    BigDecimal.valueOf(draft.quantity() * draft.price()).setScale(2, RoundingMode.HALF_UP);
            orders.add(new Order(
                    firstId + orders.size(),
                    draft.tenant().id(),
                    draft.tenant().region(),
                    draft.product().name(),
                    draft.product().category(),
                    draft.quantity(),
                    amount,
                    draft.at()));
        }
        return orders;
    }

    /** What lies in the warehouses now. */
    List<StockLevel> stock() {
        List<StockLevel> levels = new ArrayList<>();
        for (Tenant tenant : TENANTS) {
            for (String warehouse : tenant.warehouses()) {
                for (Product product : PRODUCTS) {
                    int reorderAt = 10 + product.popularity() * 3;
                    int onHand = (int) (reorderAt * (0.3 + random.nextDouble() * 2.6));
                    BigDecimal cost = BigDecimal.valueOf(product.price() * 0.58 * priceLevel)
                            .setScale(2, RoundingMode.HALF_UP);
                    levels.add(new StockLevel(
                            tenant.id(), warehouse, product.name(), product.category(), onHand, reorderAt, cost));
                }
            }
        }
        return levels;
    }

    private Tenant tenant() {
        double draw = random.nextDouble();
        for (Tenant tenant : TENANTS) {
            draw -= tenant.share();
            if (draw < 0) {
                return tenant;
            }
        }
        return TENANTS.getLast();
    }

    private Product product(Tenant tenant) {
        double total = PRODUCTS.stream()
                .mapToDouble(product -> weight(tenant, product))
                .sum();
        double draw = random.nextDouble() * total;
        for (Product product : PRODUCTS) {
            draw -= weight(tenant, product);
            if (draw < 0) {
                return product;
            }
        }
        return PRODUCTS.getLast();
    }

    private static double weight(Tenant tenant, Product product) {
        return product.popularity() * (product.category().equals("Tea") ? tenant.taste() : 1);
    }

    /** A moment of a business that grows by half a year, sells more before the holidays and rests on Sundays. */
    private LocalDateTime moment() {
        LocalDate lastDay = now.toLocalDate();
        while (true) {
            int day = random.nextInt(DAYS);
            LocalDate date = lastDay.minusDays(DAYS - 1L - day);
            double growth = 0.5 + 0.5 * day / DAYS;
            double season = season(date);
            double week = week(date);
            if (random.nextDouble() * 1.4 < growth * season * week) {
                return timeOn(date);
            }
        }
    }

    private static double season(LocalDate date) {
        return date.getMonthValue() >= 11 ? 1.35 : date.getMonthValue() == 7 ? 0.8 : 1;
    }

    private static double week(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SUNDAY ? 0.45 : date.getDayOfWeek() == DayOfWeek.SATURDAY ? 0.8 : 1;
    }

    private LocalDateTime timeOn(LocalDate date) {
        double hour = OPENS + (CLOSES - OPENS) * (random.nextDouble() + random.nextDouble()) / 2;
        double passed =
                date.equals(now.toLocalDate()) ? Math.min(1, now.toLocalTime().toSecondOfDay() / (CLOSES * 3600.0)) : 1;
        return date.atTime(LocalTime.ofSecondOfDay((long) (hour * 3600 * passed)));
    }
}
