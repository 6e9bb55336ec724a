layout(std140) uniform Pose {
#include "pose_rows.glsl"
};
