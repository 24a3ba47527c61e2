package io.github.vae4j.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A graph of ONNX while it is put together: operators and constants, each called by the name of its result.
final class OnnxGraph {
    private final GraphProto.Builder graph;
    private final Set<String> constants = new HashSet<>();
    private int count;

    OnnxGraph(String name) {
        graph = GraphProto.newBuilder().setName(name);
    }

    /// A matrix that is given, (batch, width).
    String input(String name, int width) {
        graph.addInput(matrix(name, width));
        return name;
    }

    /// Makes a result an output, (batch, width), of that name.
    void output(String result, String name, int width) {
        graph.addNode(NodeProto.newBuilder().setOpType("Identity").setName("output " + name).addInput(result)
                .addOutput(name));
        graph.addOutput(matrix(name, width));
    }

    private static ValueInfoProto matrix(String name, int width) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam("batch");
        shape.addDimBuilder().setDimValue(width);
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape))).build();
    }

    /// A constant of a given name; the same name again is the same constant.
    String constant(String name, float[] values, long... shape) {
        if (constants.add(name)) {
            TensorProto.Builder tensor = TensorProto.newBuilder().setName(name)
                    .setDataType(TensorProto.DataType.FLOAT_VALUE).setRawData(ByteString.copyFrom(bytes(values)));
            for (long size : shape) {
                tensor.addDims(size);
            }
            graph.addInitializer(tensor);
        }
        return name;
    }

    /// Floats as files have them, little-endian.
    static ByteBuffer bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    /// A number.
    String constant(double value) {
        return constant("constant " + (float) value, new float[] {(float) value});
    }

    private String numbers(long... values) {
        String name = "numbers " + Arrays.toString(values);
        if (constants.add(name)) {
            TensorProto.Builder tensor = TensorProto.newBuilder().setName(name)
                    .setDataType(TensorProto.DataType.INT64_VALUE).addDims(values.length);
            for (long value : values) {
                tensor.addInt64Data(value);
            }
            graph.addInitializer(tensor);
        }
        return name;
    }

    /// Applies an operator.
    ///
    /// @return name of its result
    String apply(String operator, List<String> inputs, AttributeProto... attributes) {
        String result = operator.toLowerCase(Locale.ROOT) + " " + count++;
        graph.addNode(NodeProto.newBuilder().setOpType(operator).setName(result).addAllInput(inputs).addOutput(result)
                .addAllAttribute(List.of(attributes)));
        return result;
    }

    String apply(String operator, String... inputs) {
        return apply(operator, List.of(inputs));
    }

    /// Some columns of a matrix.
    String columns(String matrix, int first, int end) {
        return apply("Slice", matrix, numbers(first), numbers(end), numbers(1));
    }

    /// The sum of each row of a matrix, as a column.
    String rowSums(String matrix) {
        return apply("ReduceSum", matrix, numbers(1));
    }

    static AttributeProto real(String name, float value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOAT).setF(value)
                .build();
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
    }

    static AttributeProto integers(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS).addInts(value)
                .build();
    }

    /// The graph, without what no output needs.
    GraphProto build() {
        Set<String> needed = new HashSet<>();
        graph.getOutputList().forEach(output -> needed.add(output.getName()));
        List<NodeProto> nodes = new ArrayList<>();
        for (NodeProto node : graph.getNodeList().reversed()) {
            if (needed.contains(node.getOutput(0))) {
                needed.addAll(node.getInputList());
                nodes.addFirst(node);
            }
        }
        return GraphProto.newBuilder().setName(graph.getName())
                .addAllInput(graph.getInputList().stream().filter(i -> needed.contains(i.getName())).toList())
                .addAllInitializer(graph.getInitializerList().stream().filter(i -> needed.contains(i.getName()))
                        .toList())
                .addAllNode(nodes).addAllOutput(graph.getOutputList()).build();
    }
}
