layout(std140) uniform Scene {
#include "scene_rows.glsl"
};
