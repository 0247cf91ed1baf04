package io.vitrine.query.result;

import io.vitrine.json.Json;
import io.vitrine.source.connect.Column;
import io.vitrine.source.connect.QueryEnd;
import io.vitrine.source.connect.RowSink;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Makes a result into JSON column by column, which is compact and compresses well:
 * {@code {"columns":[{"name","type"}],"values":[[…],[…]],"row_count":n,"truncated":false}}, with one list of values for
 * each column.
 *
 * <p>Holds the whole result as bytes, for a cache or an answer: bound it by the limits of the run.
 */
public final class ColumnarJson implements RowSink {
    private final ByteArrayOutputStream result = new ByteArrayOutputStream();
    private final List<ByteArrayOutputStream> buffers = new ArrayList<>();
    private JsonGenerator[] generators = new JsonGenerator[0];
    private List<Column> columns = List.of();

    @Override
    public void start(List<Column> header) {
        columns = header;
        generators = new JsonGenerator[header.size()];
        for (int i = 0; i < generators.length; i++) {
            ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);
            buffers.add(buffer);
            generators[i] = Json.MAPPER.createGenerator(buffer);
            generators[i].writeStartArray();
        }
    }

    @Override
    public void row(@Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            JsonCells.write(generators[i], values[i]);
        }
    }

    @Override
    public void end(QueryEnd end) {
        try (JsonGenerator json = Json.MAPPER.createGenerator(result)) {
            json.writeStartObject();
            JsonCells.writeColumns(json, columns);
            json.writeArrayPropertyStart("values");
            json.flush();
            for (int i = 0; i < generators.length; i++) {
                generators[i].writeEndArray();
                generators[i].close();
                if (i > 0) {
                    result.write(',');
                }
                result.writeBytes(buffers.get(i).toByteArray());
            }
            json.writeEndArray();
            JsonCells.writeEnd(json, end);
            json.writeEndObject();
        }
    }

    /** The JSON, as UTF-8; whole after {@link #end}. */
    public byte[] toBytes() {
        return result.toByteArray();
    }
}
